// expect: time_limit_exceeded
const t={then(r){r(t)}}; await t
