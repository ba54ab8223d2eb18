// expect: time_limit_exceeded
btoa({ toString() { for (;;); } } as any)
