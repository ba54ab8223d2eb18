// expect: time_limit_exceeded
let s = '1'; for (let i = 0; i < 30; i++) s = 'eval(' + JSON.stringify(s) + ')'; eval(s)
