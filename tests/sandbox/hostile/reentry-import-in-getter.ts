// expect: runtime_error
class E extends Error { get message() { import('./main.ts'); import('node:fs'); return 'm'; } } throw new E()
