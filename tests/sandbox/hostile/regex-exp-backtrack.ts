// expect: time_limit_exceeded
/(a+)+$/.test('a'.repeat(40)+'b')
