// expect: accepted
// steps: 40
console.log('x'.repeat(2e7))
