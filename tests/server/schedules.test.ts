import { beforeAll, describe, expect, test } from 'vitest';
import { passedCount } from '../../src/lib/domain/exploration.ts';
import type { ExerciseSource } from '../../src/lib/domain/exercise.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { runSubmission, scheduleSeeds } from '../../src/lib/authoring/run-submission.ts';
import { boundedReportJson } from '../../src/lib/server/judging/3-record.ts';
import { exerciseSourceFrom } from '../../src/lib/authoring/reading/exercise-source.ts';
import { contentHashOf } from '../../src/lib/authoring/verification.ts';
import { sampleFiles, templateSource } from '../support/exercises.ts';
import { inTurn, openMachine } from '../support/machine.ts';

/** A service is away for up to a second; who retries by the learner's delays must outlast that. */
const SCHEDULE_CHECKS = `
import { test } from 'vitest';
import { lab } from 'lab';
import { retryDelays } from '../backoff.ts';

test('outlasts a service that is away for a while', async () => {
	let isServed = false;
	const service = lab.process('service', () => undefined, { restartAfterMs: 900 });
	lab.crash('service', { between: [0, 2_000] });
	lab.process('client', async () => {
		await new Promise((done) => setTimeout(done, 1_000));
		for (const delay of [0, ...retryDelays(5, 100, 10_000)]) {
			await new Promise((done) => setTimeout(done, delay + 1));
			if (service.isUp) isServed = true;
			if (isServed) return;
		}
	});
	lab.eventually('the client is served', () => isServed);
	await lab.run({ forMs: 20_000 });
});
`;

let machine: Machine;
let source: ExerciseSource;

beforeAll(async () => {
	machine = await openMachine();
	const template = await templateSource();
	source = { ...template, facts: { ...template.facts, schedules: 40 }, scheduleChecks: SCHEDULE_CHECKS };
});

const run = inTurn((each) => runJob(machine, each));

const judge = (files: Record<string, string>, jobId = 'sub_1') =>
	runSubmission(run, source, files, { jobId, seeds: [1] });

describe('an exercise with schedules', () => {
	test('accepts right code under all of them, and says so', async () => {
		const report = await judge(sampleFiles(source, 'loop'));

		expect(report.checks.map(({ outcome }) => outcome)).toEqual(report.checks.map(() => 'accepted'));
		expect(report.checks.at(-1)?.path).toBe('checks/schedules.ts');
		expect(report.exploration && passedCount(report.exploration)).toBe(40);
	});

	test('gives the smallest failing schedule of wrong code, with its trace', async () => {
		const impatient = {
			'backoff.ts': sampleFiles(source, 'loop')['backoff.ts']?.replace(/\* 2|\*= 2/, '* 1') ?? ''
		};
		const { exploration, checks } = await judge(impatient);

		expect(checks.at(-1)?.outcome).toBe('wrong_answer');
		expect(passedCount(exploration ?? { results: [], smallest: null })).toBeLessThan(40);
		expect(exploration?.smallest?.message).toContain('the client is served');
		expect(exploration?.smallest?.trace?.faults.map(({ id }) => id)).toEqual(['crash service #1']);
	});

	test('has half of its seeds on the page; the others are fresh for each submission and the same when it is judged again', () => {
		const [first, again, other] = ['sub_1', 'sub_1', 'sub_2'].map((id) => scheduleSeeds(source, id));

		expect(first?.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
		expect(again).toEqual(first);
		expect(other?.slice(0, 20)).toEqual(first?.slice(0, 20));
		expect(other?.slice(20)).not.toEqual(first?.slice(20));
	});

	test('keeps its report within bounds by leaving the trace to be made again', async () => {
		const report = await judge(sampleFiles(source, 'loop'));
		const smallest = {
			schedule: { seed: 3 },
			message: 'lost',
			trace: {
				version: 1 as const,
				seed: 3,
				endMs: 1,
				lanes: [],
				events: [],
				faults: [{ id: 'x'.repeat(600_000), atMs: 0, text: '' }],
				omittedCount: 0
			}
		};
		const json = boundedReportJson({ ...report, exploration: { results: [], smallest } });

		expect(JSON.parse(json).exploration.smallest).toEqual({ ...smallest, trace: null });
		expect(JSON.parse(json).output).toEqual(report.output);
	});

	test('is the same revision as before when it has no schedules, and another when it has', async () => {
		const plain = await templateSource();

		expect(contentHashOf({ ...plain, facts: { ...plain.facts, schedules: 0 } })).toBe(contentHashOf(plain));
		expect(contentHashOf(source)).not.toBe(contentHashOf(plain));
	});

	test('names what is missing when it says how often but not what', () => {
		const read = exerciseSourceFrom('half', {
			'exercise.yaml': 'title: Half\nkind: implement\nconcepts: [a]\nminutes: 5\nschedules: 20\n'
		});

		expect(read.ok ? [] : read.fault.map(({ message }) => message)).toContainEqual(
			expect.stringContaining('`schedules: 200` and checks/schedules.ts belong together')
		);
	});
});
