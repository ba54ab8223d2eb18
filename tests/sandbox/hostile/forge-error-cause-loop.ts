// expect: runtime_error
const e: any = new Error('x'); e.cause = e; throw e
