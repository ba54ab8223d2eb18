// expect: time_limit_exceeded
import { draw } from 'hotpath'; draw('chain', 1, { toString() { for (;;); } } as any)
