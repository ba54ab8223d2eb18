import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verdictOf } from '../../src/lib/domain/verdict.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, printedBy } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

/**
 * Each file of forgery/ is a wrong answer that tries to be accepted: by changing what the harness
 * stands on, by posing as what it trusts, or by speaking in its place.
 */
const FOLDER = path.join(import.meta.dirname, 'forgery');
const CHECKS = `import { describe, expect, test } from 'vitest';
import { add } from '../sum.ts';
const SECRET = 'known to the checks only';
describe('1. Add', () => {
	test('adds', () => { expect(add(1, 2)).toBe(3); });
	test('adds objects', () => { expect({ sum: add(1, 2), of: [1, 2] }).toEqual({ sum: 3, of: [1, 2] }); });
	test('is close', () => { expect(add(0.1, 0.2)).toBeCloseTo(0.3); });
	test('waits', async () => { await null; expect(await add(2, 2)).toStrictEqual(4); });
	test('throws on nothing', () => { expect(() => { if (add(1, 1) !== 2) throw new Error(SECRET); }).not.toThrow(); });
});`;
const IDS = ['adds', 'adds objects', 'is close', 'waits', 'throws on nothing'].map(
	(title) => `1. Add > ${title}`
);

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const judge = async (learners: string) => {
	const report = await runJob(machine, checksJob(learners, CHECKS, { stepsMax: 60_000_000 }));
	return { report, verdict: verdictOf(report, IDS) };
};

describe('a wrong answer is not accepted', () => {
	test.each(readdirSync(FOLDER).map((name) => [name]))('%s', async (name) => {
		const { report, verdict } = await judge(readFileSync(path.join(FOLDER, name), 'utf8'));
		const accepted = report.checks.filter(({ outcome }) => outcome === 'accepted');

		expect(verdict).not.toBe('accepted');
		expect(accepted.map(({ id }) => id)).toEqual([]);
		expect(printedBy(report).join('\n')).not.toContain('known to the checks only');
	});
});

describe('a right answer', () => {
	test('is accepted', async () => {
		expect((await judge('export const add = (a: number, b: number): number => a + b;')).verdict).toBe(
			'accepted'
		);
	});

	test('may use its own subclasses, errors with names, and objects with any keys', async () => {
		const { report, verdict } = await judge(`
			class Stack extends Array<number> { peek() { return this.at(-1); } override toString() { return 'mine'; } }
			class Refusal extends Error { constructor(message: string) { super(message); this.name = 'Refusal'; } }
			function Old(this: any) { this.name = 'old'; } Old.prototype.constructor = Old; Old.prototype.toString = () => 'old';
			const record: Record<string, unknown> = { constructor: 1, toString: 2, length: 3, name: 4, message: 5 };
			record.valueOf = 6;
			Math.random = () => 0.5;
			export const add = (a: number, b: number): number => {
				const stack = new Stack(); stack.push(a, b);
				if (String(stack) !== 'mine' || new Refusal('x').name !== 'Refusal' || record.length !== 3) throw new Refusal('broken');
				return (stack[0] ?? 0) + (stack.peek() ?? 0);
			};`);

		expect(report.checks.map(({ message }) => message).filter(Boolean)).toEqual([]);
		expect(verdict).toBe('accepted');
	});
});
