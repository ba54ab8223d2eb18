// expect: runtime_error
export function then() { for (;;); }
await import('./main.ts')
