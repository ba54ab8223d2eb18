// expect: time_limit_exceeded
new Date({ [Symbol.toPrimitive]() { for (;;); } } as any)
