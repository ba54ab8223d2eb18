// expect: time_limit_exceeded
const p: any = Promise.resolve(1); p.constructor = { [Symbol.species]: function (f: any) { f(() => { for (;;); }, () => {}); } }; p.then(() => 1); await 0
