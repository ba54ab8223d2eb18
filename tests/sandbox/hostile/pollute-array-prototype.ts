// expect: runtime_error
Object.setPrototypeOf(Array.prototype, { get length() { for (;;); } })
