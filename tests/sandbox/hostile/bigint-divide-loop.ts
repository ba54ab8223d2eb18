// expect: time_limit_exceeded
const a = 7n ** 100000n; let b = a * a; for (;;) b = (b * a) / (a + 1n)
