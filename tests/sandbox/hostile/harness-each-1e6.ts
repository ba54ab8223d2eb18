// expect: time_limit_exceeded
import {it} from 'vitest'; it.each(new Array(1e6).fill([1]))('x %i',()=>{})
