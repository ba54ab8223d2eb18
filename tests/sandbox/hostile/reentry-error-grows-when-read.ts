// expect: time_limit_exceeded
class E extends Error { get message() { const all = []; for (;;) all.push('x'.repeat(1e6) + all.length); } } throw new E()
