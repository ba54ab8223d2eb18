// expect: time_limit_exceeded
String.raw({ raw: { length: 2 ** 53 - 1 } } as any)
