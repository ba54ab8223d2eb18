// expect: accepted
// says: NaN
console.log('%i', { valueOf() { return eval('console.log(1), 7'); } })
