import { createClient } from 'redis';
import { sendMail } from './mail.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();

// region edit
/* @misconception A stream remembers by itself how far one has read.
 * @fails "who signed up before the mailer started gets one, too"
 * @message After a start only what came from then on was read. `$` means the end at this moment; where a reader goes on is kept by a group, or by you. */
let id = '$';
for (;;) {
	const streams = await redis.xRead({ key: 'signups:log', id }, { BLOCK: 1_000 });
	for (const entry of streams?.[0]?.messages ?? []) {
		await sendMail(entry.message.user);
		id = entry.id;
	}
}
// endregion
