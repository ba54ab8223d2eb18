// expect: time_limit_exceeded
const a=[];for(let i=0;;i++)a.push(new Function('return '+i+';//'+'x'.repeat(10000)))
