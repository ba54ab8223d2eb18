// expect: accepted
import {describe,it} from 'vitest'; describe('a',async()=>{await 0; it('b',()=>{})})
