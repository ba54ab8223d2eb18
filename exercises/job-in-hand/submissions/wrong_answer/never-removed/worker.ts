import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
/* @misconception Reading an element from the second list takes it out.
 * @fails "in the end no job is left in another list"
 * @message The second list still holds every job. Whoever looks there after a crash does all of them again. */
const desk = `desk:${me}`;

for (;;) {
	const job = await redis.blMove('jobs', desk, 'RIGHT', 'LEFT', 0);
	if (job === null) continue;
	await resize(job);
	await redis.rPush('done', job);
}
// endregion
