// expect: time_limit_exceeded
const p: any = new Proxy({}, { getPrototypeOf: () => p }); p instanceof Array; Object.prototype.isPrototypeOf.call({}, p)
