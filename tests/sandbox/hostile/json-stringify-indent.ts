// expect: time_limit_exceeded
JSON.stringify(Array.from({ length: 1e6 }, () => []), null, 10)
