// expect: time_limit_exceeded
const never = new Promise(() => {}); for (;;) Promise.race([never, new Promise(() => {})])
