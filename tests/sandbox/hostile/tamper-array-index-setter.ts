// expect: runtime_error
Object.defineProperty(Array.prototype,'0',{set(){},get(){return {name:'x',status:'pass',path:[]}}}); import {it,expect} from 'vitest'; it('x',()=>{expect(1).toBe(2)})
