// expect: time_limit_exceeded
(3n**2000000n).toString().length
