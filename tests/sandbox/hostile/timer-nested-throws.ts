// expect: runtime_error
// says: first
setTimeout(() => { setTimeout(() => { throw new Error('second'); }, 1); throw new Error('first'); }, 1)
