// expect: runtime_error
const e: any = new Error('x'); e.stack = { toString() { for (;;); } }; throw e
