import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
/* @misconception What was moved comes back by itself.
 * @fails "whenever a worker crashes, each job is done once"
 * @message A job was never done. It lies in the second list of the worker that crashed, and nobody looks there. */
const desk = `desk:${me}`;

for (;;) {
	const job = (await redis.blMove('jobs', desk, 'RIGHT', 'LEFT', 0)) ?? '';
	await resize(job);
	await redis.multi().rPush('done', job).lRem(desk, 1, job).exec();
}
// endregion
