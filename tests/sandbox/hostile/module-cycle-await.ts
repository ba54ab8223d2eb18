// expect: runtime_error
import './b.ts';
await import('./b.ts');
console.log('main');
// file: b.ts
import './main.ts';
await import('./main.ts');
export {};
