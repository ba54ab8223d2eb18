// expect: time_limit_exceeded
const a = [1]; a.forEach((x) => a.push(x)); for (const x of a) a.push(x)
