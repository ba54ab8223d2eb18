// expect: memory_limit_exceeded
// steps: 150
const a = []; for (;;) a.push(new WeakRef({}))
