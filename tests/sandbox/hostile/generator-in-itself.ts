// expect: runtime_error
const g: any = (function* () { g.next(); yield 1; })(); g.next()
