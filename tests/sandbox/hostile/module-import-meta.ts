// expect: accepted
console.log(Object.keys(import.meta).join())
