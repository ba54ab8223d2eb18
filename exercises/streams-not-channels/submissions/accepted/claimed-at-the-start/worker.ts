import { createClient } from 'redis';
import { sendMail } from './mail.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();

// region edit
// equivalent: 'mailer' → '' because any name will do
const me = 'mailer';

/** There is one mailer, so what is pending when it starts was left by the one before. */
// equivalent: 0 → 1 because the one before has been gone for longer
const left = await redis.xAutoClaim('signups:log', 'mailer', me, 0, '0');
// equivalent: .filter((entry) => entry !== null) → nothing because nobody deletes an entry here
let entries = left.messages.filter((entry) => entry !== null);

for (;;) {
	for (const entry of entries) {
		await sendMail(entry.message.user);
		// equivalent: await → nothing because Redis executes the commands of a connection in the order they were sent
		await redis.xAck('signups:log', 'mailer', entry.id);
	}
	const streams = await redis.xReadGroup('mailer', me, { key: 'signups:log', id: '>' }, { BLOCK: 0 });
	entries = streams?.[0]?.messages ?? [];
}
// endregion
