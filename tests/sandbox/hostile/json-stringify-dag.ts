// expect: time_limit_exceeded
let a: any = [1]; for (let i = 0; i < 40; i++) a = [a, a]; JSON.stringify(a)
