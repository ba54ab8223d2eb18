// expect: time_limit_exceeded
import { createHash } from 'node:crypto'; for (let i = 0; ; i++) createHash('sha256').update('block' + i).digest('hex')
