import { createClient } from 'redis';
import { sendMail } from './mail.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();

// region edit
await redis.subscribe('signups', (user) => sendMail(user));
// endregion
