// expect: compile_error
await import('./__proto__.ts')
