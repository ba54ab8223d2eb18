// expect: runtime_error
import { createHash } from 'node:crypto'; createHash('sha256|00|x')
