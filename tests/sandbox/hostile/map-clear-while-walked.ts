// expect: time_limit_exceeded
const m = new Map([[1, 1], [2, 2]]); m.forEach(() => { m.clear(); m.set(1, 1); m.set(2, 2); })
