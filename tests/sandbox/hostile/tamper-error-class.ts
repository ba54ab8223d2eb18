// expect: runtime_error
globalThis.Error=class{}; import {it,expect} from 'vitest'; it('x',()=>{expect(1).toBe(2)})
