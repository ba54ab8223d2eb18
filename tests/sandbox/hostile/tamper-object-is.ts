// expect: runtime_error
Object.is=()=>true; import {it,expect} from 'vitest'; it('x',()=>{expect(1).toBe(2)})
