// expect: compile_error
await import('hotpath:prelude')
