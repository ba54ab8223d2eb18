// expect: memory_limit_exceeded
new (globalThis as any).SharedArrayBuffer(2 ** 30)
