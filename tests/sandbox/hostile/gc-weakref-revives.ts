// expect: accepted
// says: ^0$
let n = 0; for (let i = 0; i < 1e4; i++) { const w = new WeakRef({ i }); if (w.deref()) n++; } console.log(n)
