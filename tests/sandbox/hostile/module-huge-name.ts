// expect: compile_error
await import('./' + 'x'.repeat(5e6))
