// expect: compile_error
await import('node:fs')
