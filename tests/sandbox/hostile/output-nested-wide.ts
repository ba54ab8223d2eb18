// expect: time_limit_exceeded
const w = (d: number): any => (d ? Array.from({ length: 100 }, () => w(d - 1)) : 'x'.repeat(4e3)); console.log(w(2))
