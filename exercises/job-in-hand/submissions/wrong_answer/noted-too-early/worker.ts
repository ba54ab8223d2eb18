import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
/* @misconception A job that is taken is as good as done.
 * @fails "without a crash, each job is done once"
 * @message A job was noted as done before it was resized. A crash in between leaves a picture nobody will resize. */
const desk = `desk:${me}`;

for (;;) {
	const begun = await redis.lIndex(desk, 0);
	const job = begun ?? (await redis.blMove('jobs', desk, 'RIGHT', 'LEFT', 0)) ?? '';
	await redis.multi().rPush('done', job).lRem(desk, 1, job).exec();
	await resize(job);
}
// endregion
