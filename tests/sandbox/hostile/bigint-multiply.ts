// expect: time_limit_exceeded
let x = 3n; for (;;) x = x * x
