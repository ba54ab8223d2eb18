// expect: runtime_error
// steps: 50
for (let i = 0; i < 1e5; i++) Promise.reject(new Error('r' + i))
