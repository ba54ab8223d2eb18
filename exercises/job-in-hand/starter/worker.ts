import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
for (;;) {
	const job = await redis.brPop('jobs', 0);
	if (job === null) continue;
	await resize(job.element);
	await redis.rPush('done', job.element);
}
// endregion
