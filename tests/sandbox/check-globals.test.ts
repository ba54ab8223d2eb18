import { beforeAll, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, outcomesOf } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const LEARNERS = 'export const add = (a: number, b: number): number => a + b;';
const judge = (checks: string, learners = LEARNERS) => runJob(machine, checksJob(learners, checks));

test('checks may use the names of vitest without an import', async () => {
	const report = await judge(`import { add } from '../sum.ts';
		describe('sums', () => {
			const spy = vi.fn(add);
			beforeEach(() => { vi.clearAllMocks(); });
			it('adds', ({ task }) => { expect(spy(1, 2)).toBe(3); expect(task.name).toBe('adds'); });
		});`);

	expect(outcomesOf(report)).toEqual({ 'sums > adds': 'accepted' });
});

test('checks may use the names of jest without an import', async () => {
	const report = await judge(`import { add } from '../sum.ts';
		const log: string[] = [];
		describe('sums', () => {
			it('adds later', (done) => { setTimeout(() => { log.push('later'); expect(add(1, 2)).toBe(3); done(); }, 10); });
			xit('is left out', () => { throw new Error(); });
			test('spies', () => { const spy = jest.fn(add); spy(1, 2); expect(spy).toBeCalledWith(1, 2); });
		});`);

	expect(outcomesOf(report)).toEqual({
		'sums > adds later': 'accepted',
		'sums > is left out': 'skipped',
		'sums > spies': 'accepted'
	});
});

test('checks may import some names and use others as they are', async () => {
	const report = await judge(`import { vi } from 'vitest'; // and not expect from 'vitest'
		import { add } from '../sum.ts';
		const { test: isNumber } = /^\\d+$/, assert = (value: unknown) => { if (!value) throw new Error('not so'); };
		test('adds', () => { assert(isNumber.call(/^\\d+$/, String(add(1, 2)))); expect(vi.fn()).not.toBeCalled(); });`);

	expect(outcomesOf(report)).toEqual({ adds: 'accepted' });
});

test('what fails on the first line is found where its author wrote it', async () => {
	const code = `test('a', () => { null.x; });`;
	const report = await judge(code);

	expect(report.checks[0]?.error?.frames[0]).toMatchObject({
		path: 'checks/visible.ts',
		line: 1,
		column: code.indexOf('.x') + 1
	});
});

test('a learner cannot reach the names', async () => {
	const report = await judge(
		`import { add } from '../sum.ts'; test('adds', () => { expect(add(1, 2)).toBe(3); });`,
		`export const add = () => { try { expect(1).toBe(2); } catch (error) { return String(error); } return 3; };`
	);

	expect(report.checks[0]?.message).toContain('is not defined');
	expect(report.checks[0]?.outcome).toBe('wrong_answer');
});
