// expect: memory_limit_exceeded
'a,'.repeat(5e6).split(',').length
