// expect: runtime_error
import {it,expect} from 'vitest'; it('x',()=>{let a=[],b=[];for(let i=0;i<1e5;i++){a=[a];b=[b]} expect(a).toEqual(b)})
