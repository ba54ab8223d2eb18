// expect: time_limit_exceeded
new Function('for(;;);')()
