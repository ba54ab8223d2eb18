// expect: runtime_error
await Promise.reject(Object.create(null))
