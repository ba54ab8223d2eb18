// expect: accepted
const a: any[] = []; Object.defineProperty(a, 0, { enumerable: true, get() { for (;;); } }); console.log(a)
