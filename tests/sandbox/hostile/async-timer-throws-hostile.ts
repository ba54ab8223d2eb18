// expect: time_limit_exceeded
setTimeout(() => { throw { get stack() { for (;;); }, toString() { for (;;); } }; }, 1)
