// expect: output_limit_exceeded
const o = { toJSON() { console.log('%j', o); return 1; } }; console.log('%j', o)
