// expect: time_limit_exceeded
let s='a'.repeat(30); for(;;) s.replace(/(a+)+b/,'')
