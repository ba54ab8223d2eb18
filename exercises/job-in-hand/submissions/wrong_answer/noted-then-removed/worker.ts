import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
/* @misconception Two quick commands are as good as one.
 * @fails "whenever a worker crashes, each job is done once"
 * @message A job was noted twice. It was in `done`, and the crash came before it was taken from the second list. */
const desk = `desk:${me}`;

for (;;) {
	const begun = await redis.lIndex(desk, 0);
	const job = begun ?? (await redis.blMove('jobs', desk, 'RIGHT', 'LEFT', 0)) ?? '';
	await resize(job);
	await redis.rPush('done', job);
	await redis.lRem(desk, 1, job);
}
// endregion
