import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
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
			message: expect.stringContaining('on the clock')
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
			programJob(`const found = ['require', 'fetch', 'WebAssembly', 'navigator', 'Deno', 'importScripts'].filter((name) => name in globalThis);
			const modules = await Promise.all(['node:fs', 'node:child_process', 'node:worker_threads'].map((name) => import(name).then(() => name, () => null)));
			console.log(JSON.stringify([found, modules, process.env]));`)
		);

		expect(printedBy(report)).toEqual(['[[],[null,null,null],{}]']);
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
