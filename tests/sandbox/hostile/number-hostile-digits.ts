// expect: time_limit_exceeded
(1).toFixed({ valueOf() { for (;;); } } as any)
