// expect: time_limit_exceeded
const r = /a/g; r.lastIndex = { valueOf() { for (;;); } } as any; r.exec('aaa')
