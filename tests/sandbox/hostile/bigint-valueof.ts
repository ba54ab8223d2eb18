// expect: time_limit_exceeded
BigInt({ valueOf() { for (;;); } } as any)
