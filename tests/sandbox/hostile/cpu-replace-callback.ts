// expect: time_limit_exceeded
'aaa'.replace(/a/g,()=>{for(;;);})
