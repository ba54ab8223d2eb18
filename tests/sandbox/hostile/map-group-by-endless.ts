// expect: time_limit_exceeded
Map.groupBy({ *[Symbol.iterator]() { for (let i = 0; ; i++) yield i; } } as any, (x: any) => x % 10)
