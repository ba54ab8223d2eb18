import { beforeAll, describe, expect, test } from 'vitest';
import { corpusJob, readCorpus } from '../../benchmarks/judge/corpus.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { openMachine } from '../support/machine.ts';

/**
 * Exercises as others write them, for Vitest, without a thought of this machine. The benchmark
 * `judge` runs the same folders in Vitest itself, where each right one passes too.
 */
const corpus = readCorpus().map((exercise) => [exercise.slug, exercise] as const);

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

describe('of an exercise written for Vitest', () => {
	test.each(corpus)('%s: the right answer passes each check', async (_slug, exercise) => {
		const report = await runJob(machine, corpusJob(exercise, exercise.files));

		expect(report.stopped).toBeNull();
		expect(report.checks.filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
		expect(report.checks.length).toBeGreaterThanOrEqual(5);
	});

	test.each(corpus)('%s: the flawed answer is wrong', async (_slug, exercise) => {
		const report = await runJob(machine, corpusJob(exercise, exercise.wrongFiles));
		const outcomes = report.checks.map(({ outcome }) => outcome);

		expect(report.stopped).toBeNull();
		expect(outcomes).toContain('wrong_answer');
	});
});
