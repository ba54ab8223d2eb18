// expect: compile_error
await import('hotpath:module/vitest')
