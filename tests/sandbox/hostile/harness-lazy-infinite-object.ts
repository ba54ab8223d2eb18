// expect: runtime_error
import {it,expect} from 'vitest'; const mk=()=>({get a(){return mk()}}); it('x',()=>{expect(mk()).toEqual(mk())})
