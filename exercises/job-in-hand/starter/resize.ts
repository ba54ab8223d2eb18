// read-only
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';

const store = await createClient({ url: 'redis://redis:6379' }).connect();

/** Resizes a picture, which takes 20 ms. The set `pictures` has those that are resized. */
export async function resize(job: string): Promise<void> {
	await sleep(20);
	await store.sAdd('pictures', job);
}
