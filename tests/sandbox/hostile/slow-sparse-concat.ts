// expect: time_limit_exceeded
const a=[];a.length=2**32-1; [].concat(a,a).length
