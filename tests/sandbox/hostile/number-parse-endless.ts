// expect: time_limit_exceeded
for (;;) parseFloat('1'.repeat(1e5))
