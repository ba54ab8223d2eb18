// expect: runtime_error
globalThis.setTimeout=()=>{throw 1}; globalThis.Promise=class{}; import {it,expect} from 'vitest'; it('x',async()=>{expect(1).toBe(2)})
