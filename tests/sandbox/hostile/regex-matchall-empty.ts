// expect: accepted
// says: 10001
let n = 0; for (const m of 'x'.repeat(1e4).matchAll(/(?:)/g)) n++; console.log(n)
