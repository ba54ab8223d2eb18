// expect: time_limit_exceeded
clearTimeout({ [Symbol.toPrimitive]() { for (;;); } } as any)
