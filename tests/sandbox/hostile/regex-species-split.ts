// expect: accepted
const r: any = /x/; r.constructor = { [Symbol.species]: function () { return { exec: () => null, set lastIndex(v: any) {}, get lastIndex() { return 0; } }; } }; 'abc'.split(r)
