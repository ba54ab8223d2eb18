// expect: time_limit_exceeded
const a: any = []; a.length = { valueOf() { for (;;); } }
