// expect: runtime_error
// says: too deeply
const f = (n: number): any => eval('f(n + 1)'); f(0)
