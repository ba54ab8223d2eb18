// expect: time_limit_exceeded
eval(Array.from({ length: 7e4 }, (_, i) => 'var v' + i + '=1').join(';'))
