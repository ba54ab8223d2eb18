// expect: runtime_error
await import('./main.ts\0.js')
