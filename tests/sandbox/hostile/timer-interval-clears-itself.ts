// expect: accepted
// says: ^once$
const t: any = setInterval(() => { clearInterval(t); console.log('once'); }, 1)
