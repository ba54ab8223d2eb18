// expect: wrong_answer
Object.freeze(globalThis); Object.freeze(Object.prototype); Object.freeze(Array.prototype); import {it,expect} from 'vitest'; it('x',()=>{expect(1).toBe(2)})
