// expect: accepted
// says: ^undefined
const o = JSON.parse('{"__proto__": {"polluted": 1}}'); console.log(({} as any).polluted, Object.assign({}, o).polluted)
