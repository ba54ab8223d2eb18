// expect: compile_error
await import('./a/../../../main.ts?x=1')
