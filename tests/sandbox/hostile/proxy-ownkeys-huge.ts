// expect: time_limit_exceeded
Object.keys(new Proxy({}, { ownKeys: () => Array.from({ length: 1e6 }, (_, i) => 'k' + i) }))
