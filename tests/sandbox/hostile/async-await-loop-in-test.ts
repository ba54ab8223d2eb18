// expect: time_limit_exceeded
import {it} from 'vitest'; it('x',async()=>{for(;;)await 0})
