// expect: time_limit_exceeded
import { createHash } from 'node:crypto'; createHash('sha256').update('x'.repeat(2e7)).digest('hex')
