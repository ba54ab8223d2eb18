// expect: time_limit_exceeded
let s = 'a'; for (;;) s = s.replaceAll('a', 'aa')
