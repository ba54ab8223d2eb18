// expect: accepted
// says: end
let p = Promise.resolve(); for (let i = 0; i < 3e4; i++) p = p.then(() => {}); await p; console.log('end')
