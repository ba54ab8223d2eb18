// expect: memory_limit_exceeded
'x'.padStart(2**30-10,'ab')
