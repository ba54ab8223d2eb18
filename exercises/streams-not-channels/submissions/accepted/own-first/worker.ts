import { createClient } from 'redis';
import { sendMail } from './mail.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();

// region edit
// equivalent: 'mailer' → '' because any name will do, as long as it is the same after a crash
const me = 'mailer';
// equivalent: 1_000 → 1001 because after it the worker only asks again
const patienceMs = 1_000;

/** What this consumer was given before a crash comes first, then what is new. */
let id = '0';
for (;;) {
	const streams = await redis.xReadGroup('mailer', me, { key: 'signups:log', id }, { BLOCK: patienceMs });
	const entries = streams?.[0]?.messages ?? [];
	if (entries.length === 0) id = '>';
	for (const entry of entries) {
		await sendMail(entry.message.user);
		// equivalent: await → nothing because Redis executes the commands of a connection in the order they were sent
		await redis.xAck('signups:log', 'mailer', entry.id);
	}
}
// endregion
