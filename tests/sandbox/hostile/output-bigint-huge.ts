// expect: accepted
console.log(7n ** 30000n)
