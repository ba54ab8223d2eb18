// expect: time_limit_exceeded
(function* () { for (;;) yield 1; })().take(Infinity).reduce((a, b) => a + b)
