// expect: accepted
new RegExp('('.repeat(200) + 'a' + ')*'.repeat(200)).test('a'.repeat(1e4))
