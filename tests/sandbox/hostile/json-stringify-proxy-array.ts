// expect: time_limit_exceeded
JSON.stringify(new Proxy([], { get: (_, k) => (k === 'length' ? 2 ** 32 : 0) }))
