// expect: runtime_error
import { draw } from 'hotpath'; const o = { toJSON() { draw('chain', o); return 1; } }; draw('chain', o)
