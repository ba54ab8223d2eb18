// expect: accepted
structuredClone(new Proxy([], { get: (_, k) => (k === 'length' ? 1e9 : 0) }))
