// expect: time_limit_exceeded
const it = { next: () => ({ get done() { return false; }, get value() { return it; } }), [Symbol.iterator]() { return this; } }; const [...all] = it as any
