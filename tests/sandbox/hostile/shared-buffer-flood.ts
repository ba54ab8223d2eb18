// expect: memory_limit_exceeded
const all = []; for (;;) all.push(new (globalThis as any).SharedArrayBuffer(1 << 20))
