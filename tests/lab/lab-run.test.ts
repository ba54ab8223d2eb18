import { beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../src/lib/domain/job.ts';
import type { Report } from '../../src/lib/domain/report.ts';
import type { Schedule } from '../../src/lib/domain/trace.ts';
import { LabRun } from '../../src/lib/client/trace/lab-run.svelte.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

/** Ten questions, each asked when the one before is answered. */
const program = (count: number) => `
import { lab, peer } from 'lab';
lab.process('pong', () => peer.onMessage(({ count }, from) => peer.send(from, { type: 'pong', count })));
lab.process('ping', () => {
	const ask = (count) => count < ${count} && peer.send('pong', { type: 'ping', count });
	peer.onMessage(({ count }) => ask(count + 1));
	ask(0);
});
await lab.run({ forMs: 100 });
`;

const crash = { kind: 'crash', node: 'pong', atMs: 3, downMs: 20 } as const;

async function opened(asked: Schedule | null = null, count = 10) {
	const reports: Report[] = [];
	let ended = Promise.withResolvers<void>();
	const run = new LabRun(async (job) => {
		const report = await runJob(machine, job);
		reports.push(report);
		ended.resolve();
		return report;
	}, asked);
	const job: Job = { ...programJob(program(count)), isTraced: true };
	const given = await runJob(machine, job);
	run.open(job, given);
	/** The report of the next run, once it is shown. */
	const next = async () => {
		await ended.promise;
		ended = Promise.withResolvers();
		await Promise.resolve();
		await Promise.resolve();
		return reports.at(-1);
	};
	return { run, job, given, next, reports };
}

const kinds = (run: LabRun) => run.store?.trace.events.map(({ kind }) => kind) ?? [];

describe('a fault that is added by hand', () => {
	test('happens in the same run, which is as it was up to then', async () => {
		const { run, given, next } = await opened();
		const before = given.traces?.[0]?.trace.events ?? [];

		run.add(crash);
		await next();

		expect(kinds(run)).toContain('crash');
		const same = before.filter(({ atMs }) => atMs < crash.atMs);
		expect(same.length).toBeGreaterThan(4);
		expect(run.store?.trace.events.slice(0, same.length)).toEqual(same);
		expect(run.schedule).toEqual({ seed: 1, addedFaults: [crash] });
	});

	test('is taken back: then what is shown is the run that was given', async () => {
		const { run, given, next, reports } = await opened();
		run.add(crash);
		await next();

		run.undo();
		await Promise.resolve();

		expect(run.faults).toEqual([]);
		expect(run.store?.trace).toBe(given.traces?.[0]?.trace);
		expect(reports).toHaveLength(1);
	});

	test('stays when the program is changed and run anew', async () => {
		const { run, next } = await opened();
		run.add(crash);
		await next();
		const changed: Job = { ...programJob(program(3)), isTraced: true };

		run.open(changed, await runJob(machine, changed));
		await next();

		expect(run.faults).toEqual([crash]);
		expect(kinds(run)).toContain('crash');
	});

	test('goes when another schedule is opened', async () => {
		const { run, job, next } = await opened();
		run.add(crash);
		await next();
		const other: Job = { ...job, schedule: { seed: 9 } };

		run.open(other, await runJob(machine, other));

		expect(run.schedule).toEqual({ seed: 9 });
		expect(run.canUndo).toBe(false);
		expect(kinds(run)).not.toContain('crash');
	});
});

test('the schedule of a link is run when the program has run for the first time', async () => {
	const { run, next } = await opened({ seed: 4, addedFaults: [{ kind: 'drop', message: 0 }] });

	const report = await next();

	expect(report?.traces?.[0]?.trace.seed).toBe(4);
	expect(run.schedule).toEqual({ seed: 4, addedFaults: [{ kind: 'drop', message: 0 }] });
	expect(kinds(run)).toContain('drop');
});

test('a machine that cannot be had is said in words, and the next try may succeed', async () => {
	const { job, given } = await opened();
	let isThere = false;
	const run = new LabRun(async (tried) => {
		if (!isThere) throw new Error('There is no machine.');
		return runJob(machine, tried);
	});
	run.open(job, given);

	run.add(crash);
	await expect.poll(() => run.failure).toBe('There is no machine.');
	isThere = true;
	run.retry();

	await expect.poll(() => kinds(run)).toContain('crash');
	expect(run.failure).toBeNull();
});
