// expect: time_limit_exceeded
/(x+x+)+\1y/.test('x'.repeat(60))
