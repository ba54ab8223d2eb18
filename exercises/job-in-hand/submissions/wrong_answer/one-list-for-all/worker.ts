import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
/* @misconception One second list serves all workers.
 * @fails "without a crash, each job is done once"
 * @message A job was noted twice. Both workers found it in the second list, and the other one was at work on it. */
const desk = 'desk';

for (;;) {
	const begun = await redis.lIndex(desk, 0);
	const job = begun ?? (await redis.blMove('jobs', desk, 'RIGHT', 'LEFT', 0)) ?? '';
	await resize(job);
	await redis.multi().rPush('done', job).lRem(desk, 1, job).exec();
}
// endregion
