// expect: time_limit_exceeded
Promise.all({ *[Symbol.iterator]() { for (;;) yield 1; } } as any)
