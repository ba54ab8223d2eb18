import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const HOOKS = {
	call: () => '',
	shouldStop: () => false,
	loadModule: () => '',
	resolveModule: (_importer: string, name: string) => name
};

/** Of everything an engine holds when a run is about to begin. */
async function restHash(of: Machine): Promise<string> {
	const { data, heap } = (await of.fresh(HOOKS)).image();
	return createHash('sha256').update(data).update(heap).digest('hex');
}

const SUM = 'export const sum = (a: number, b: number) => a + b;';
const CHECKS = `import { expect, test } from 'vitest'; import { sum } from '../sum.ts';
test('adds', () => { expect(sum(1, 2)).toBe(3); });`;

describe('a machine is put back', () => {
	test.each([
		['a program that ends', programJob('console.log([1, 2, 3].map((n) => n * 2));')],
		['checks', checksJob(SUM, CHECKS)],
		['an exception', programJob(`throw new Error('no');`)],
		['the deepest recursion', programJob('const dig = (): number => 1 + dig();\ndig();')],
		[
			'a trap in the depth of the engine',
			programJob(
				`const dig = (n: number): unknown => (n === 0 ? new Array(1e6).fill(0).indexOf(1) : dig(n - 1));
			for (;;) dig(300);`,
				{ stepsMax: 30_000_000 }
			)
		],
		[
			'rejections nobody handled',
			programJob('for (let i = 0; i < 100; i++) void Promise.reject(new Error(`${i}`));')
		],
		[
			'much memory, given back',
			programJob('const all = []; for (let i = 0; i < 300; i++) all.push(new Array(1e4).fill(i));')
		],
		[
			'memory beyond what the machine began with',
			programJob('const all = []; for (;;) all.push(new Array(1e4).fill(1));')
		]
	])('byte for byte, after %s', async (_what, job) => {
		const before = await restHash(machine);
		await runJob(machine, job);
		const after = await restHash(machine);

		expect(after).toBe(before);
	});

	test('byte for byte like a machine that never ran', async () => {
		await runJob(machine, checksJob(SUM, CHECKS));

		expect(await restHash(machine)).toBe(await restHash(await openMachine()));
	});

	test('100,000 times, with memory that does not grow', { timeout: 600_000 }, async () => {
		const job = programJob(`console.log([3, 1, 2].sort());`);
		const first = await runJob(machine, job);
		const run = async (times: number) => {
			for (let index = 0; index < times; index++) {
				if ((await runJob(machine, job)).usage.steps !== first.usage.steps) return false;
			}
			return true;
		};
		await run(10_000);
		const before = process.memoryUsage();
		const isSame = await run(90_000);
		const after = process.memoryUsage();

		expect(isSame).toBe(true);
		expect(after.rss - before.rss).toBeLessThan(32 * 1024 * 1024);
		expect(after.arrayBuffers).toBeLessThan(before.arrayBuffers * 1.1 + 1024 * 1024);
	});

	test('with every value freed that the host made while it ran', async () => {
		const memoryAfter = async (calls: number) => {
			const code = `import { createHash } from 'node:crypto';
			for (let i = 0; i < ${calls}; i++) { createHash('sha256').update('x').digest('hex'); await null; }`;
			return (await runJob(machine, programJob(code))).usage.memoryBytes;
		};

		expect(await memoryAfter(20_000)).toBe(await memoryAfter(2_000));
	});
});
