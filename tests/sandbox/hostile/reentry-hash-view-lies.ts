// expect: accepted
import { createHash } from 'node:crypto'; const b = new Uint8Array(8); Object.defineProperty(b, 'length', { value: 1e9 }); console.log(createHash('sha256').update(b).digest('hex').length)
