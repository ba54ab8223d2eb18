// expect: time_limit_exceeded
throw new Proxy(new Error('x'), { get(t, k) { for (;;); } })
