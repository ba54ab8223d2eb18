// expect: accepted
console.log('x'.repeat(2e7))
