// expect: accepted
console.table(new Proxy([], { get(t, k) { if (k === 'length') return 2 ** 32; return 1; } }))
