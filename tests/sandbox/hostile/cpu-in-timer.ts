// expect: time_limit_exceeded
import {it} from 'vitest'; it('x',()=>new Promise(()=>setTimeout(()=>{for(;;);},1)))
