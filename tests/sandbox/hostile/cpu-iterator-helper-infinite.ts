// expect: time_limit_exceeded
(function*(){for(;;)yield 1})().filter(x=>x>1).toArray()
