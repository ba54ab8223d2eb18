// expect: time_limit_exceeded
Object.defineProperty(globalThis, 'x1', { get() { for (;;); } }); (globalThis as any).x1
