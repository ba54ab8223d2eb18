// expect: time_limit_exceeded
const a=new Set(Array.from({length:3e5},(_, i)=>i)); for(let i=0;i<20;i++) a.union(a).size
