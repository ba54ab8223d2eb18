// expect: runtime_error
const b: any = new ArrayBuffer(1 << 16); b.constructor = { [Symbol.species]: function () { const c: any = new ArrayBuffer(1 << 16); c.transfer(); return c; } }; b.slice(0)
