import { beforeAll, describe, expect, test } from 'vitest';
import { VERDICTS } from '../../src/lib/domain/verdict.ts';
import type { Report } from '../../src/lib/domain/report.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { endOf, hostileCases, repeatable, wordsOf } from '../support/hostile.ts';
import { programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

/**
 * Nothing escapes: each program of the corpus ends in its verdict, says the same each time, and the
 * next run is as in a machine that has never run anything.
 */
const cases = hostileCases();
const PROBE = programJob(`import { createHash } from 'node:crypto';
	const order: string[] = [];
	setTimeout(() => order.push('timer'), 5);
	await Promise.all([1, 2].map(async (n) => order.push('job ' + n)));
	await new Promise((resolve) => setTimeout(resolve, 10));
	console.log(order, Math.random(), Date.now(), createHash('sha256').update('well').digest('hex'));
	console.log(Object.keys(globalThis), new Map([[{ a: [1n] }, /x/g]]), [3, 1, 2].toSorted());`);

let machine: Machine;
let probeOfFreshMachine: Report;

beforeAll(async () => {
	probeOfFreshMachine = repeatable(await runJob(await openMachine(), PROBE));
	machine = await openMachine();
});

test.each(cases)('$name ends as $verdict, twice alike, and the next run is unharmed', async (hostile) => {
	const report = await runJob(machine, hostile.job);
	const probe = await runJob(machine, PROBE);
	const again = await runJob(machine, hostile.job);

	expect(endOf(report), wordsOf(report)).toBe(hostile.verdict);
	if (hostile.says) expect(wordsOf(report)).toMatch(hostile.says);
	expect(repeatable(again)).toEqual(repeatable(report));
	expect(repeatable(probe)).toEqual(probeOfFreshMachine);
});

describe('the corpus', () => {
	test('holds a case of each verdict but our own failure', () => {
		const verdicts = new Set(cases.map(({ verdict }) => verdict));

		expect(VERDICTS.filter((verdict) => !verdicts.has(verdict))).toEqual(['internal_error']);
	});

	test('is probed by a run that ends well', () => {
		expect(probeOfFreshMachine.stopped).toBeNull();
		expect(probeOfFreshMachine.output).toHaveLength(2);
	});
});
