// expect: time_limit_exceeded
(function* () { yield 1; })().flatMap(function* () { for (;;) yield 1; }).drop(Infinity).next()
