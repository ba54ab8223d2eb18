// expect: time_limit_exceeded
structuredClone({ get a() { for (;;); } })
