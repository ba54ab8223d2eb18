// expect: time_limit_exceeded
10n**1000000n
