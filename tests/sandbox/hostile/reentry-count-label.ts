// expect: time_limit_exceeded
console.count({ toString() { for (;;); } } as any)
