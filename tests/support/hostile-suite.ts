import { beforeAll, expect, test } from 'vitest';
import type { Report } from '../../src/lib/domain/report.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { endOf, repeatable, wordsOf, type HostileCase } from './hostile.ts';
import { programJob } from './jobs.ts';
import { openMachine } from './machine.ts';

/**
 * Nothing escapes: each program of the corpus ends in its verdict, says the same each time, and the
 * next run is as in a machine that has never run anything.
 */
const PROBE = programJob(`import { createHash } from 'node:crypto';
	const order: string[] = [];
	setTimeout(() => order.push('timer'), 5);
	await Promise.all([1, 2].map(async (n) => order.push('job ' + n)));
	await new Promise((resolve) => setTimeout(resolve, 10));
	console.log(order, Math.random(), Date.now(), createHash('sha256').update('well').digest('hex'));
	console.log(Object.keys(globalThis), new Map([[{ a: [1n] }, /x/g]]), [3, 1, 2].toSorted());`);

/** Two files call this with a half of the corpus each, so that two threads share the work. */
export function describeHostile(cases: readonly HostileCase[]): void {
	let machine: Machine;
	let probeOfFreshMachine: Report;

	beforeAll(async () => {
		probeOfFreshMachine = repeatable(await runJob(await openMachine(), PROBE));
		machine = await openMachine();
	});

	test('the probe ends well in a machine that has never run anything', () => {
		expect(probeOfFreshMachine.stopped).toBeNull();
		expect(probeOfFreshMachine.output).toHaveLength(2);
	});

	test.each(cases)('$name ends as $verdict, twice alike, and the next run is unharmed', async (hostile) => {
		const report = await runJob(machine, hostile.job);
		const probe = await runJob(machine, PROBE);
		const again = await runJob(machine, hostile.job);

		expect(endOf(report, hostile.job), wordsOf(report)).toBe(hostile.verdict);
		expect(wordsOf(report)).toMatch(hostile.says);
		expect(repeatable(again)).toEqual(repeatable(report));
		expect(repeatable(probe)).toEqual(probeOfFreshMachine);
	});
}
