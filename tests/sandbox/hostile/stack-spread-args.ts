// expect: memory_limit_exceeded
Math.max(...new Array(1e7).fill(1))
