// expect: accepted
console.table(Array.from({ length: 1e5 }, (_, i) => ({ i })))
