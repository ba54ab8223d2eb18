// expect: time_limit_exceeded
const g = (function* () { for (;;) try { yield 1; } catch {} })(); g.next(); for (;;) g.throw(1)
