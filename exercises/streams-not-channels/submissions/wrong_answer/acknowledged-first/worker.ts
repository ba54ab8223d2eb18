import { createClient } from 'redis';
import { sendMail } from './mail.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();

// region edit
/* @misconception An acknowledgement says that an entry has arrived.
 * @fails "whenever the mailer crashes, everybody gets a mail"
 * @message After a crash somebody got no mail. The entry was acknowledged before the mail was sent, so nobody knows that it is missing. */
/** What this consumer was given before a crash comes first, then what is new. */
let id = '0';
for (;;) {
	const streams = await redis.xReadGroup('mailer', 'mailer', { key: 'signups:log', id }, { BLOCK: 1_000 });
	const entries = streams?.[0]?.messages ?? [];
	if (entries.length === 0) id = '>';
	for (const entry of entries) {
		await redis.xAck('signups:log', 'mailer', entry.id);
		await sendMail(entry.message.user);
	}
}
// endregion
