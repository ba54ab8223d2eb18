// expect: runtime_error
Date.now=()=>NaN; Math.random=()=>{throw 1}; Math.max=()=>NaN; import {it,expect} from 'vitest'; it('x',()=>{expect(1).toBe(2)})
