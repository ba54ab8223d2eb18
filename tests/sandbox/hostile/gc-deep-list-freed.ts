// expect: accepted
// says: end
let l: any = null; for (let i = 0; i < 2e5; i++) l = { l }; l = null; console.log('end')
