// expect: memory_limit_exceeded
const a = []; for (;;) a.push(new WeakRef({}))
