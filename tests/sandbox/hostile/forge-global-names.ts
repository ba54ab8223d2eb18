// expect: accepted
// says: ^0$
console.log(Object.getOwnPropertyNames(globalThis).filter((n) => /host|dispatch|qts|quickjs|seal|hotpath/i.test(n)).length)
