// expect: accepted
const d = new Date(0); for (let i = 0; i < 1e4; i++) d.setMonth(1e15); console.log(d.getTime())
