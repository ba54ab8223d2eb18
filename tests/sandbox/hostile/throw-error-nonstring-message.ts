// expect: runtime_error
const e=new Error(); e.message={a:1}; e.name=Symbol('x'); throw e
