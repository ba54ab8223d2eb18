// expect: runtime_error
// says: never settled
await new Promise(() => {})
