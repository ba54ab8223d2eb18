// expect: runtime_error
Object.prototype.then=function(r){r(1)}; import {it,expect} from 'vitest'; it('x',()=>{expect(1).toBe(2)})
