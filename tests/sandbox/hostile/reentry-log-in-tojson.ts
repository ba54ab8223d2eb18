// expect: accepted
// says: inside\n1
console.log('%j', { toJSON() { console.log('inside'); return 1; } })
