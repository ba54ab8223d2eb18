// expect: runtime_error
// says: too deeply
const p: any = new Proxy({}, { set(t, k, v, r) { r[k] = v; return true; } }); p.x = 1
