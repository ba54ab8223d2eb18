// expect: runtime_error
const e = new Error('interrupted'); e.name = 'InternalError'; throw e
