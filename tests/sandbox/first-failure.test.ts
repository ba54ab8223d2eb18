import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, outcomesOf } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

const CHECKS = `import { test, expect } from 'vitest';
import { sum } from '../sum.ts';
test('first', () => expect(sum(1, 1)).toBe(2));
test.skip('left out', () => {});
test('second', () => expect(sum(2, 2)).toBe(4));
test('third', () => { let turns = 0; while (turns < 1_000_000) turns += 1; expect(sum(0, 0)).toBe(0); });
`;
const right = 'export const sum = (a: number, b: number) => a + b;';
const wrong = 'export const sum = (a: number, b: number) => a * b + 7;';

describe('a run that ends at the first failure', () => {
	let machine: Machine;

	beforeAll(async () => {
		machine = await openMachine();
	});

	test('has the same report as another when nothing fails', async () => {
		const job = checksJob(right, CHECKS);

		const whole = await runJob(machine, job);
		const short = await runJob(machine, { ...job, endsAtFirstFailure: true });

		expect({ ...short, usage: { ...short.usage, wallMs: 0 } }).toEqual({
			...whole,
			usage: { ...whole.usage, wallMs: 0 }
		});
		expect(Object.values(outcomesOf(whole))).toEqual(['accepted', 'skipped', 'accepted', 'accepted']);
	});

	test('tells the failure, is not stopped, and does no more work', async () => {
		const always2 = right.replace('a + b', 'a + b > 0 ? 2 : 0');

		const first = await runJob(machine, { ...checksJob(wrong, CHECKS), endsAtFirstFailure: true });
		const later = await runJob(machine, { ...checksJob(always2, CHECKS), endsAtFirstFailure: true });

		expect(first.stopped).toBeNull();
		expect(outcomesOf(first)).toEqual({ first: 'wrong_answer' });
		expect(outcomesOf(later)).toEqual({ first: 'accepted', 'left out': 'skipped', second: 'wrong_answer' });
		expect(later.usage.steps).toBeLessThan(3_000_000);
	});

	test('leaves the next run as if it had not been', async () => {
		await runJob(machine, { ...checksJob(wrong, CHECKS), endsAtFirstFailure: true });

		const next = await runJob(machine, checksJob(right, CHECKS));

		expect(next.stopped).toBeNull();
		expect(outcomesOf(next)['third']).toBe('accepted');
	});
});
