// expect: time_limit_exceeded
a: for(;;){for(;;){continue a}}
