import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
const desk = `desk:${me}`;

for (;;) {
	const begun = await redis.lIndex(desk, 0);
	// equivalent: 0 → 1 because a wait that ends sooner only asks again
	const job = begun ?? (await redis.blMove('jobs', desk, 'RIGHT', 'LEFT', 0)) ?? '';
	await resize(job);
	// equivalent: 1 → 0 because a job is on the desk once
	// equivalent: await → nothing because Redis executes the commands of a connection in the order they were sent
	await redis.multi().rPush('done', job).lRem(desk, 1, job).exec();
}
// endregion
