// expect: accepted
// says: end
let p: any = new Promise(() => {}); for (let i = 0; i < 3e4; i++) { const q = p; p = new Promise((r) => r(q)); } setTimeout(() => console.log('end'), 1)
