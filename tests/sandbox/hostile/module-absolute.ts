// expect: compile_error
await import('/etc/passwd')
