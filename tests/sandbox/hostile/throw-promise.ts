// expect: runtime_error
throw Promise.reject(1)
