// expect: time_limit_exceeded
const f = () => queueMicrotask(f); f()
