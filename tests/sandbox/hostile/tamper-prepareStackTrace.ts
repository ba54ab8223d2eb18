// expect: wrong_answer
Error.prepareStackTrace=()=>{for(;;);}; import {it,expect} from 'vitest'; it('x',()=>{expect(1).toBe(2)})
