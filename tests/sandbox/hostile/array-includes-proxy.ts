// expect: time_limit_exceeded
Array.prototype.includes.call(new Proxy([], { get: (_, k) => (k === 'length' ? 2 ** 53 - 1 : 0) }), 1)
