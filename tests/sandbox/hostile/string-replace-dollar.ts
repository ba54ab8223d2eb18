// expect: memory_limit_exceeded
let s = 'x'.repeat(1e3); for (;;) s = s.replace(/^x*/, '$&$&')
