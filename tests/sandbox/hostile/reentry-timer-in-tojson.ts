// expect: accepted
// says: "now"\nlater
console.log('%j', { toJSON() { setTimeout(() => console.log('later'), 1); return 'now'; } })
