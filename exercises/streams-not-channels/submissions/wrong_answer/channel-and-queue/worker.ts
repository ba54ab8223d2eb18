import { createClient } from 'redis';
import { sendMail } from './mail.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();

// region edit
/* @misconception A queue in memory makes a channel reliable.
 * @fails "when the channel is switched off, everybody still gets a mail"
 * @message Who signed up while the mailer was down got no mail. A list in memory keeps what has arrived, and a channel delivers only to those who listen. */
const waiting: string[] = [];
await redis.subscribe('signups', (user) => waiting.push(user));
for (;;) {
	const user = waiting.shift();
	if (user === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
	else await sendMail(user);
}
// endregion
