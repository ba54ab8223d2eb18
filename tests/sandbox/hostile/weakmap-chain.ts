// expect: accepted
const w = new WeakMap(); let k = {}; for (let i = 0; i < 5e4; i++) { const n = {}; w.set(k, n); k = n; } console.log('linked')
