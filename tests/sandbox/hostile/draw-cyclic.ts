// expect: runtime_error
import { draw } from 'hotpath'; const a: any = {}; a.a = a; draw('chain', a)
