// expect: time_limit_exceeded
Array.from({ *[Symbol.iterator]() { for (;;) yield 1; } })
