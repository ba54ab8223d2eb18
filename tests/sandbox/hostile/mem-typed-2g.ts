// expect: memory_limit_exceeded
new Uint8Array(2**31-1)
