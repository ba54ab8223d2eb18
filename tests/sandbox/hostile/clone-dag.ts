// expect: accepted
// says: 2
let a: any = [1]; for (let i = 0; i < 40; i++) a = [a, a]; console.log(structuredClone(a).length)
