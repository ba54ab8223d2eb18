// expect: wrong_answer
import {it} from 'vitest'; it('x',()=>new Promise(()=>{}))
