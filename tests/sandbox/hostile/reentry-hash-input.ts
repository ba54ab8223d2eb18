// expect: runtime_error
import { createHash } from 'node:crypto'; createHash('sha256').update({ toString() { for (;;); } } as any).digest('hex')
