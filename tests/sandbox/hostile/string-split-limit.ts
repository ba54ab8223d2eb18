// expect: time_limit_exceeded
'a'.repeat(1e5).split('', { valueOf() { for (;;); } } as any)
