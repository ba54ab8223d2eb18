// expect: time_limit_exceeded
import { generateKeyPairSync, sign } from 'node:crypto'; const { privateKey } = generateKeyPairSync('ed25519'); for (;;) sign(null, Buffer.from('x'), privateKey)
