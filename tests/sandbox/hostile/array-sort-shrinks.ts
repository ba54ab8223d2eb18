// expect: accepted
const a = Array.from({ length: 1e4 }, (_, i) => i); a.sort((x, y) => { a.length = 0; return x - y; }); console.log(a.length)
