// expect: time_limit_exceeded
for(;;);
