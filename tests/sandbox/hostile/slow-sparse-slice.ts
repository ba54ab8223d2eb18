// expect: time_limit_exceeded
const a=[];a.length=2**32-1;a.slice(0,2**32-2).length
