// expect: accepted
import * as self from './main.ts'; export const a = 1; console.log(Object.keys(self))
