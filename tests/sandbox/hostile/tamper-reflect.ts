// expect: runtime_error
Reflect.apply=()=>0; Reflect.ownKeys=()=>[]; import {it,expect} from 'vitest'; it('x',()=>{expect({a:1}).toEqual({a:2})})
