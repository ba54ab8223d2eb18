import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import {
	createSandboxPool,
	PoolBusyError,
	type SandboxPool
} from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { printedBy, programJob } from '../support/jobs.ts';
import { machineFolder, openMachine } from '../support/machine.ts';

/** The threads of the server that run what nobody trusts. */
let pool: SandboxPool;

beforeAll(async () => {
	pool = createSandboxPool({ machineFolder: await machineFolder(), size: 2 });
});

afterAll(() => pool.close());

const MORE_STEPS_THAN_TIME = { stepsMax: 2_000_000_000, wallMsMax: 300 };

describe('a pool', () => {
	test('reports what a machine in this thread reports', async () => {
		const job = programJob(`console.log([1, 2, 3].map((each) => each * Math.random()));`);

		const [there, here] = [await pool.run(job), await runJob(await openMachine(), job)];

		expect({ ...there, usage: { ...there.usage, wallMs: 0 } }).toEqual({
			...here,
			usage: { ...here.usage, wallMs: 0 }
		});
	});

	test('stops by the clock what steps do not stop in time, says so, and goes on', async () => {
		const [stuck, waiting, after] = await Promise.all([
			pool.run(programJob('for (;;);', MORE_STEPS_THAN_TIME)),
			pool.run(programJob('for (;;);', MORE_STEPS_THAN_TIME)),
			pool.run(programJob(`console.log('next');`))
		]);

		expect(stuck.stopped).toMatchObject({
			verdict: 'time_limit_exceeded',
			message: expect.stringContaining('on the clock'),
			byClock: true
		});
		expect(waiting.stopped?.verdict).toBe('time_limit_exceeded');
		expect(printedBy(after)).toEqual(['next']);
	});

	test('runs more jobs at once than it has threads, each with its own answer', async () => {
		const reports = await Promise.all(
			Array.from({ length: 40 }, (_, index) => pool.run(programJob(`console.log(${index});`)))
		);

		expect(reports.map((report) => printedBy(report)[0])).toEqual(
			Array.from({ length: 40 }, (_, index) => String(index))
		);
	});

	test('gives foreign code neither the environment nor the modules of Node', async () => {
		const report = await pool.run(
			programJob(`const found = ['require', 'WebAssembly', 'navigator', 'Deno', 'importScripts'].filter((name) => name in globalThis);
			const modules = await Promise.all(['node:fs', 'node:child_process', 'node:worker_threads'].map((name) => import(name).then(() => name, () => null)));
			console.log(JSON.stringify([found, modules, process.env]));`)
		);

		expect(printedBy(report)).toEqual(['[[],[null,null,null],{}]']);
	});

	test('lets who queues one thing not wait for who queued many', async () => {
		const order: string[] = [];
		const single = createSandboxPool({ machineFolder: await machineFolder(), size: 1 });
		onTestFinished(() => single.close());
		const run = (name: string, share: string) =>
			single.run(programJob('console.log(1);'), share).then(() => order.push(name));

		await Promise.all([
			...Array.from({ length: 20 }, (_, index) => run(`many ${index}`, 'eager')),
			run('one', 'modest')
		]);

		expect(order.indexOf('one')).toBeLessThan(3);
		expect(order.filter((name) => name !== 'one')).toEqual(
			Array.from({ length: 20 }, (_, index) => `many ${index}`)
		);
	});

	test('says that it is busy when too much waits, and works on', async () => {
		const small = createSandboxPool({ machineFolder: await machineFolder(), size: 1, queueMax: 3 });
		onTestFinished(() => small.close());

		const settled = await Promise.allSettled(
			Array.from({ length: 10 }, () => small.run(programJob('console.log(1);')))
		);
		const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));

		expect(refused.length).toBeGreaterThanOrEqual(6);
		expect(refused.every((error) => error instanceof PoolBusyError)).toBe(true);
		expect(refused[0].message).toContain('Try again');
		expect(printedBy(await small.run(programJob(`console.log('well');`)))).toEqual(['well']);
	});

	test('says so when its machines do not start, instead of trying for ever', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-machine-'));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		cpSync(await machineFolder(), folder, { recursive: true });
		writeFileSync(path.join(folder, 'prelude.txt'), 'throw new Error("broken prelude");');
		const broken = createSandboxPool({ machineFolder: folder, size: 2 });
		onTestFinished(() => broken.close());

		await expect(broken.run(programJob('1'))).rejects.toThrow(/does not start.*broken prelude/s);
	});

	test('goes on with the next job in a new thread after one was killed', async () => {
		const single = createSandboxPool({ machineFolder: await machineFolder(), size: 1 });
		onTestFinished(() => single.close());
		const job = programJob(`console.log(Math.random());`);

		const before = await single.run(job);
		await single.run(programJob('for (;;);', MORE_STEPS_THAN_TIME));
		const after = await single.run(job);

		expect({ ...after, usage: { ...after.usage, wallMs: 0 } }).toEqual({
			...before,
			usage: { ...before.usage, wallMs: 0 }
		});
	});

	test('answers what was queued when it is closed, and takes no more', async () => {
		const closing = createSandboxPool({ machineFolder: await machineFolder(), size: 1 });
		const running = closing.run(programJob('for (;;);', MORE_STEPS_THAN_TIME)).then(
			(report) => report.stopped?.verdict,
			() => 'rejected'
		);
		const queued = closing.run(programJob('console.log(1);')).catch((error: Error) => error.message);
		await closing.close();

		expect(['internal_error', 'rejected']).toContain(await running);
		expect(await queued).toBe('The sandbox pool is closed.');
		await expect(closing.run(programJob('1'))).rejects.toThrow('closed');
	});
});
