// expect: time_limit_exceeded
const all = []; for (;;) { const g = (function* () { yield new Array(1e3).fill(0); })(); g.next(); all.push(g); }
