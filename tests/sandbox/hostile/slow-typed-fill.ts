// expect: time_limit_exceeded
const a=new Float64Array(4e6);for(;;)a.fill(1)
