// expect: accepted
console.assert({ valueOf() { for (;;); } }, 'never'); console.assert(false, { get x() { for (;;); } })
