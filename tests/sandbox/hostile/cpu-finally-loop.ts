// expect: time_limit_exceeded
function f(){try{for(;;);}finally{for(;;);}} f()
