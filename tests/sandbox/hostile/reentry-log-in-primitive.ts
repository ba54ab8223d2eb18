// expect: accepted
// says: inside\n5
console.log('%d', { [Symbol.toPrimitive]() { console.log('inside'); return 5; } })
