// expect: accepted
/(?<=(a+)+)$b/.test('a'.repeat(40))
