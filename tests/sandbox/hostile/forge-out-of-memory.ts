// expect: memory_limit_exceeded
const e = new Error('out of memory'); e.name = 'InternalError'; throw e
