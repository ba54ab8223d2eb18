// expect: time_limit_exceeded
import {it} from 'vitest'; it({toString(){for(;;);}},()=>{})
