// expect: wrong_answer
globalThis.__M&&(globalThis.__M.expect=()=>new Proxy(()=>{}, {get:(t,k,r)=>r,apply:(t,a,b)=>b})); import {it,expect} from 'vitest'; it('x',()=>{expect(1).toBe(2)})
