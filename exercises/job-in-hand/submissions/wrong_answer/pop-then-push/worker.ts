import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
/* @misconception Popping and pushing at once is a move.
 * @fails "whenever a worker crashes, each job is done once"
 * @message A job is in no list. The worker had popped it and crashed before it pushed it to the second one. */
const desk = `desk:${me}`;

for (;;) {
	let job = await redis.lIndex(desk, 0);
	if (job === null) {
		job = (await redis.brPop('jobs', 0))?.element ?? '';
		await redis.lPush(desk, job);
	}
	await resize(job);
	await redis.multi().rPush('done', job).lRem(desk, 1, job).exec();
}
// endregion
