// expect: time_limit_exceeded
const f = () => { setImmediate(f); setImmediate(f); }; f()
