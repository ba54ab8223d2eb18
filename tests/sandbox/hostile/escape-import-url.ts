// expect: compile_error
await import('https://example.com/x.js')
