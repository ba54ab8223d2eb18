// expect: time_limit_exceeded
await Promise.all(Array.from({length:2e5},async(_, i)=>i))
