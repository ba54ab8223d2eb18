// expect: time_limit_exceeded
setTimeout(() => {}, { valueOf() { for (;;); } } as any)
