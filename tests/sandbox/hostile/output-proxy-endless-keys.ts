// expect: time_limit_exceeded
console.log(new Proxy({}, { ownKeys() { for (;;); } }))
