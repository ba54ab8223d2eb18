// expect: memory_limit_exceeded
// steps: 150
const m=new Map();for(let i=0;;i++)m.set(i,[i])
