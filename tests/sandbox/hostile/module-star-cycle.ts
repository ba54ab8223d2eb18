// expect: accepted
// says: ^0$
export * from './b.ts';
// file: b.ts
export * from './main.ts';
import * as m from './main.ts';
console.log(Object.keys(m).length);
