import { createClient } from 'redis';
import { sendMail } from './mail.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();

// region edit
/* @misconception What was read is done.
 * @fails "nothing is pending when all mails are sent"
 * @message Everything is still pending. Reading hands an entry to a consumer; done it is when the consumer says so. */
const id = '>';
for (;;) {
	const streams = await redis.xReadGroup('mailer', 'mailer', { key: 'signups:log', id }, { BLOCK: 1_000 });
	const entries = streams?.[0]?.messages ?? [];
	for (const entry of entries) {
		await sendMail(entry.message.user);
	}
}
// endregion
