// expect: memory_limit_exceeded
const a=[];for(;;)a.push(new Float64Array(1<<20))
