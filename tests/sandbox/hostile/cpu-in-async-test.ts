// expect: time_limit_exceeded
import {it} from 'vitest'; it('x',async()=>{await 0;for(;;);})
