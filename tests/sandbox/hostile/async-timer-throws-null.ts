// expect: runtime_error
setTimeout(() => { throw null; }, 1)
