// read-only
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';

const outbox = await createClient({ url: 'redis://redis:6379' }).connect();

/** Sends a welcome mail, which takes 40 ms. The hash `mails` counts them for each user. */
export async function sendMail(user: string | undefined): Promise<void> {
	await sleep(40);
	await outbox.hIncrBy('mails', String(user), 1);
}
