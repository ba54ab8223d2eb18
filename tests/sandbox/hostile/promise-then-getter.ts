// expect: accepted
// says: asked 1\non
let n = 0; await { get then() { console.log('asked', ++n); return undefined; } }; console.log('on')
