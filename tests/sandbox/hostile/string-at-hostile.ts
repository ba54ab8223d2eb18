// expect: time_limit_exceeded
'abc'.at({ valueOf() { for (;;); } } as any)
