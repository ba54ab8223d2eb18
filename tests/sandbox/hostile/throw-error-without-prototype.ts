// expect: runtime_error
const e = new Error('x'); Object.setPrototypeOf(e, null); throw e
