import { expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import { repeatable } from '../support/hostile.ts';
import { programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

/** What a run leaves on the side of the host would add up here: tracked rejections, views, hooks, texts. */
const RUNS = 2_000;
const GROWTH_MAX_BYTES = 48 * 1024 * 1024;
const LEAVING = [
	`Promise.reject(new Error('lost')); console.log('x'.repeat(4_000));`,
	`setInterval(() => {}, 1); for (let i = 0; i < 100; i++) Promise.reject(i).catch(() => {}); throw null;`,
	`const all = new Array(5e4).fill({}); globalThis.kept = all; new Array(2 ** 32 - 1).indexOf(1);`,
	`await import('./nowhere.ts');`
];

test('thousands of runs that leave something behind leave nothing with the host', async () => {
	const machine = await openMachine();
	const jobs = LEAVING.map((code) => programJob(code, { stepsMax: 1_000_000 }));
	const run = async (count: number) => {
		for (let index = 0; index < count; index++) {
			const job = jobs[index % jobs.length];
			if (job) await runJob(machine, job);
		}
	};
	const probe = programJob(`console.log('well');`);
	await run(200);
	const first = repeatable(await runJob(machine, probe));
	const before = process.memoryUsage().rss;

	await run(RUNS);

	expect(process.memoryUsage().rss - before).toBeLessThan(GROWTH_MAX_BYTES);
	expect(repeatable(await runJob(machine, probe))).toEqual(first);
});
