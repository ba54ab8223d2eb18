// expect: runtime_error
await import('./main.ts')
