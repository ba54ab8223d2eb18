// expect: time_limit_exceeded
import { draw } from 'hotpath'; draw('chain', { toJSON() { for (;;); } })
