import { createClient } from 'redis';
import { sendMail } from './mail.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();

// region edit
/* @misconception Two ways in are safer than one.
 * @fails "on a day without a crash, everybody gets one mail"
 * @message Everybody got two mails, one from the channel and one from the stream. What is read from the stream needs no second way. */
await redis.subscribe('signups', (user) => sendMail(user));

/** What this consumer was given before a crash comes first, then what is new. */
let id = '0';
for (;;) {
	const streams = await redis.xReadGroup('mailer', 'mailer', { key: 'signups:log', id }, { BLOCK: 1_000 });
	const entries = streams?.[0]?.messages ?? [];
	if (entries.length === 0) id = '>';
	for (const entry of entries) {
		await sendMail(entry.message.user);
		await redis.xAck('signups:log', 'mailer', entry.id);
	}
}
// endregion
