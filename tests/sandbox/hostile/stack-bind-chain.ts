// expect: memory_limit_exceeded
let f=()=>1;for(let i=0;i<2e5;i++)f=f.bind(null); f()
