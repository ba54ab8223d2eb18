// expect: memory_limit_exceeded
new Array(1e9).fill(0)
