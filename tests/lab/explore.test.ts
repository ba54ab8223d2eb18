import { beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../src/lib/domain/job.ts';
import { passedCount } from '../../src/lib/domain/exploration.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import { explore, type ExploreOptions } from '../../src/lib/sandbox/explore.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, programJob } from '../support/jobs.ts';
import { inTurn, openMachine } from '../support/machine.ts';

/** A worker that pays and then notes that it has paid: a crash between the two pays twice. Messages are lost besides. */
const CHECKS = `
import { test } from 'vitest';
import { lab, peer } from 'lab';

test('pays once', async () => {
	let [paid, noted] = [0, false];
	lab.process('worker', async () => {
		if (noted) return;
		paid++;
		await new Promise((done) => setTimeout(done, 100));
		noted = true;
	}, { restartAfterMs: 50 });
	lab.process('chatter', () => {
		let count = 0;
		setInterval(() => peer.send('listener', { type: 'noise', count: count++ }), 50);
	});
	lab.process('listener', () => peer.onMessage(() => undefined));
	lab.link('chatter', 'listener', { loss: 0.3 });
	lab.crash('worker', { between: [0, 400] });
	lab.crash('chatter', { between: [0, 400] });
	lab.invariant('one payment', () => paid <= 1 || \`There were \${paid}.\`);
	await lab.run({ forMs: 500 });
});
`;

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);
const job: Job = checksJob('', CHECKS);

const run = inTurn((each) => runJob(machine, each));

const exploreAll = async (options: ExploreOptions = {}) =>
	(await explore(run, job, SEEDS, { demandedCheckIds: ['pays once'], ...options })).exploration;

describe('exploring schedules', () => {
	test('finds those that fail, and says of each why', async () => {
		const exploration = await exploreAll();

		const passed = passedCount(exploration);
		expect(passed).toBeGreaterThan(10);
		expect(passed).toBeLessThan(SEEDS.length);
		expect(exploration.results.map(({ seed }) => seed)).toEqual(SEEDS);
		const failed = exploration.results.find(({ verdict }) => verdict === 'wrong_answer');
		expect(failed?.message).toMatch(/^Not true at \d+ ms: one payment\. There were 2\.$/);
	});

	test('makes the failing schedule as small as it can be, and gives its trace', async () => {
		const { smallest } = await exploreAll();

		expect(smallest?.trace?.faults.map(({ id }) => id)).toEqual(['crash worker #1']);
		expect(smallest?.trace?.events.at(-1)).toMatchObject({ kind: 'property', ok: false });
		const again = await run({ ...job, schedule: smallest?.schedule ?? { seed: 0 }, isTraced: true });
		expect(again.traces?.[0]?.trace).toEqual(smallest?.trace);
	});

	test('finds the same when it is done again, with one machine or side by side', async () => {
		const once = await exploreAll();

		expect(await exploreAll()).toEqual(once);
		expect(await exploreAll({ lanesCount: 3 })).toEqual(once);
	});

	test('finds nothing to tell of what always passes', async () => {
		const right = checksJob('', CHECKS.replace('paid++', 'noted = true; paid++'));
		const { exploration } = await explore(run, right, SEEDS, { demandedCheckIds: ['pays once'] });

		expect(passedCount(exploration)).toBe(SEEDS.length);
		expect(exploration.smallest).toBeNull();
	});

	test('tells of each schedule as it ends, and ends when it is told to', async () => {
		const told: number[] = [];
		const controller = new AbortController();
		const { results } = await exploreAll({
			signal: controller.signal,
			onResult: ({ seed }) => {
				told.push(seed);
				if (seed === 5) controller.abort();
			}
		});

		expect(told).toEqual([1, 2, 3, 4, 5]);
		expect(results).toHaveLength(5);
	});

	test('takes a program without checks for right when it comes to its end', async () => {
		const program = programJob(
			"import { lab } from 'lab'; lab.invariant('time', () => true); await lab.run({ forMs: 5 });"
		);

		const { exploration } = await explore(run, program, [1, 2, 3]);

		expect(passedCount(exploration)).toBe(3);
	});

	test('ends at the first that fails, for who asks no more', async () => {
		const whole = await exploreAll();
		const first = whole.results.findIndex(({ verdict }) => verdict !== 'accepted');

		const brief = await exploreAll({ endsAtFirstFailure: true });

		expect(brief.results).toEqual(whole.results.slice(0, first + 1));
		expect(brief.smallest).toBeNull();
	});

	test('ends when all runs together have used up their steps', async () => {
		const endless = checksJob('', "import { test } from 'vitest'; test('ends', () => { for (;;); });");
		const { exploration } = await explore(run, endless, SEEDS);

		expect(exploration.results.length).toBeLessThan(SEEDS.length);
		expect(exploration.results.at(-1)?.verdict).toBe('time_limit_exceeded');
	});
});
