// expect: accepted
// says: ^1000$
const s = new Set(Array.from({ length: 1e3 }, (_, i) => i)); s.difference({ size: 1, has(x: any) { s.clear(); return true; }, keys() { return [][Symbol.iterator](); } } as any); console.log(s.size)
