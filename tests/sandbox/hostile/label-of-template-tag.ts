// expect: time_limit_exceeded
const f: any = () => f; for (;;) f`${1}`
