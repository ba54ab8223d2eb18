import { peer } from 'lab';
import { createClient } from 'redis';
import { resize } from './resize.ts';

const redis = await createClient({ url: 'redis://redis:6379' }).connect();
/** The name of this worker, the same after a crash. */
export const me = peer.name;

// region edit
const desk = `desk:${me}`;

/** Puts back what was begun before a crash, so that it is taken again. */
while ((await redis.lMove(desk, 'jobs', 'LEFT', 'RIGHT')) !== null);

async function finish(job: string): Promise<void> {
	await resize(job);
	// equivalent: await → nothing because Redis executes the commands of a connection in the order they were sent
	await redis.multi().lPop(desk).rPush('done', job).exec();
}

for (;;) {
	// equivalent: 0 → 1 because a wait that ends sooner only asks again
	const job = await redis.blMove('jobs', desk, 'RIGHT', 'LEFT', 0);
	if (job) await finish(job);
}
// endregion
