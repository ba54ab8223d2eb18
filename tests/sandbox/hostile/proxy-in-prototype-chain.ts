// expect: runtime_error
// says: too deeply
const o = Object.create(new Proxy({}, { get(t, k, r) { return r[k]; } })); o.x
