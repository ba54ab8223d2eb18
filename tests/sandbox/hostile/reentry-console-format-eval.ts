// expect: accepted
// says: 1\n7
console.log('%i', { valueOf() { return eval('console.log(1), 7'); } })
