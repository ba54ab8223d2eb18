// expect: memory_limit_exceeded
// steps: 60
'a,'.repeat(5e6).split(',').length
