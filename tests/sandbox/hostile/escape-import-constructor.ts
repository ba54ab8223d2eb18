// expect: compile_error
await import('constructor')
