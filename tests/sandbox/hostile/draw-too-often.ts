// expect: runtime_error
import { draw } from 'hotpath'; for (;;) draw('chain', 1)
