// expect: accepted
/a{2147483647}/.test('a'); /(?:a{65535}){65535}/.test('a'.repeat(100))
