// expect: wrong_answer
import {it,expect} from 'vitest'; const m=k=>Array.from({length:20000},(_, i)=>({i,k})); it('x',()=>{expect(m(1)).toEqual(m(2))})
