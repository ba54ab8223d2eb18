// expect: runtime_error
const a = new Int32Array(new (globalThis as any).SharedArrayBuffer(4)); Atomics.wait(a, 0, 0)
