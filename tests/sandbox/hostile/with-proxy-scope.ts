// expect: time_limit_exceeded
new Function('p', 'with (p) { x; for (;;) y; }')(new Proxy({}, { has: () => true, get: () => 1 }))
