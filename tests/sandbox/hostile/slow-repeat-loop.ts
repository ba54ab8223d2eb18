// expect: time_limit_exceeded
for(;;)'x'.repeat(1e7)
