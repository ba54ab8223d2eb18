// read-only
import { lab, type When } from 'lab';
import { createClient } from 'redis';

export const JOBS = ['1.jpg', '2.jpg', '3.jpg', '4.jpg'];

/** What is known when the time is over. */
export interface Studio {
	/** The finished jobs, by name. */
	done: string[];
	/** The keys that are left in Redis. */
	keys: string[];
}

/** Two workers of `worker.ts` and four jobs. `worker-1` may crash, and comes back 100 ms later. */
export async function runStudio(crash?: When): Promise<Studio> {
	const redis = lab.redis();
	lab.network({ latency: { uniform: [1, 4] } });
	const shop = await createClient({ url: 'redis://redis:6379' }).connect();
	await shop.lPush('jobs', JOBS);
	for (const name of ['worker-1', 'worker-2']) lab.process(name, './worker.ts', { restartAfterMs: 100 });
	if (crash) lab.crash('worker-1', crash);

	const done = () => [redis.read('LRANGE', 'done', 0, -1)].flat().map(String).toSorted();
	const pictures = () => [redis.read('SMEMBERS', 'pictures')].flat();
	lab.invariant('what is done is resized', () => {
		const early = done().find((job) => !pictures().includes(job));
		return early === undefined || `${early} is noted as done, and is not resized.`;
	});
	lab.eventually('each job is done once', () => {
		const missing = JOBS.filter((job) => !done().includes(job));
		if (missing.length > 0) return `${missing.join(', ')} was never noted as done.`;
		return done().length === JOBS.length || `Noted as done: ${done().join(', ')}.`;
	});
	await lab.run({ forMs: 500 });
	return { done: done(), keys: redis.keys() };
}
