// expect: time_limit_exceeded
new Array(2**32-1).join('ab')
