// expect: time_limit_exceeded
const g = (async function* () { await new Promise(() => {}); })(); for (let i = 0; i < 1e6; i++) g.next()
