// expect: runtime_error
Object.setPrototypeOf(Object.prototype, new Proxy({}, { get() { for (;;); } }))
