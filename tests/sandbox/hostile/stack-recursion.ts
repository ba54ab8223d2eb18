// expect: runtime_error
const f=()=>f()+1; f()
