// expect: accepted
// says: drawn
import { draw } from 'hotpath'; draw('chain', { toJSON() { draw('chain', 1); return 2; } }); console.log('drawn')
