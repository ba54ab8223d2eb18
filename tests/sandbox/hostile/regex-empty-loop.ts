// expect: time_limit_exceeded
/(?:(?:)*)*x/.test('aaaa'); /(a*)*b/.test('a'.repeat(30))
