// expect: time_limit_exceeded
const o={get x(){for(;;);}}; o.x
