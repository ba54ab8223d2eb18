// expect: time_limit_exceeded
const f = () => setTimeout(f, 0); f()
