import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readExerciseFolder } from '../../src/lib/server/publishing/1-read.ts';
import { typeFaults } from '../../src/lib/server/publishing/source-types.ts';
import { verifyExercise } from '../../src/lib/authoring/verify-exercise.ts';
import { exerciseSlugsIn } from '../../src/lib/server/publishing/2-publish.ts';
import { faultLine, type SourceFault } from '../../src/lib/authoring/source-fault.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { configFrom } from '../../src/lib/server/config.ts';
import { DamagedExercise } from '../support/damaged-exercise.ts';
import { copyTemplate, exercisesFolder } from '../support/exercises.ts';
import { ROOT } from '../support/source-files.ts';

const FOLDER = path.join(ROOT, 'exercises');
const slugs = await exerciseSlugsIn(FOLDER);

/** Some hundred runs, on whatever else the computer does at the time. */
const WHOLE_PROOF_MS = 240_000;

let pool: SandboxPool;

beforeAll(() => {
	pool = createSandboxPool({ machineFolder: configFrom({}).machineFolder, size: 2 });
});

afterAll(() => pool.close());

describe('the exercises', () => {
	test.each(slugs)(
		'%s is proved by its own samples',
		async (slug) => {
			const faults = await faultsIn(path.join(FOLDER, slug));

			expect(faults.map((fault) => faultLine(`exercises/${slug}`, fault))).toEqual([]);
		},
		WHOLE_PROOF_MS
	);

	test('a new one, copied from the template, is proved before anything is changed', async () => {
		expect(await faultsIn(copyTemplate(exercisesFolder(), 'backoff'))).toEqual([]);
	});
});

const HIDDEN = 'checks/hidden.ts';
const WRONG = 'submissions/wrong_answer';

/** One thing broken in a copy of the template, and what verification says of it. */
describe('verification refuses', () => {
	test.each<[string, (exercise: DamagedExercise) => void, Partial<SourceFault>]>([
		[
			'1: a fact that is no fact, with its line',
			(exercise) => exercise.replace('exercise.yaml', 'minutes: 8', 'minutes: soon'),
			{ gate: 1, file: 'exercise.yaml', line: 5 }
		],
		[
			'1: a file that is no part of an exercise',
			(exercise) => exercise.append('checks/hiden.ts', ''),
			{ gate: 1, file: 'checks/hiden.ts' }
		],
		[
			'1: a missing file',
			(exercise) => exercise.remove('hints.md'),
			{ gate: 1, file: 'hints.md', message: expect.stringContaining('missing') }
		],
		[
			'1: a word that belittles',
			(exercise) => exercise.append('statement.md', '\nYou simply double it.\n'),
			{ gate: 1, file: 'statement.md', message: expect.stringContaining('"simply"') }
		],
		[
			'1: a link that would run something',
			(exercise) => exercise.append('statement.md', '\n[here](javascript:alert(1))\n'),
			{ gate: 1, file: 'statement.md' }
		],
		[
			'1: a picture without words',
			(exercise) => exercise.append('statement.md', '\n![](/curve.png)\n'),
			{ gate: 1, message: expect.stringContaining('alternative text') }
		],
		[
			'1: a task without a hint',
			(exercise) => exercise.replace('hints.md', '## Task 1', '## Task 2'),
			{ gate: 1, file: 'hints.md' }
		],
		[
			'1: a check that reads the text of a solution',
			(exercise) =>
				exercise.append(HIDDEN, "test('t', () => expect(String(retryDelays)).toMatch(/\\*\\*/));\n"),
			{ gate: 1, file: HIDDEN, line: 14, message: expect.stringContaining('text of a function') }
		],
		[
			'1: a check that asks the wall clock',
			(exercise) => exercise.append(HIDDEN, "test('t', () => expect(Date.now()).toBe(1));\n"),
			{ gate: 1, file: HIDDEN, message: expect.stringContaining('wall clock') }
		],
		[
			'1: a sample that changes what a learner may not',
			(exercise) => exercise.append('submissions/accepted/loop/backoff.ts', 'export const more = 1;\n'),
			{ gate: 1, file: 'submissions/accepted/loop/backoff.ts' }
		],
		[
			'2: a check that does not compile',
			(exercise) => exercise.append(HIDDEN, "retryDelays('many');\n"),
			{ gate: 2, file: HIDDEN, line: 14 }
		],
		[
			'2: a sample that does not compile',
			(exercise) =>
				exercise.replace('submissions/accepted/loop/backoff.ts', 'let delayMs', 'let delayMs: string'),
			{ gate: 2, file: 'submissions/accepted/loop/backoff.ts', line: 5 }
		],
		[
			'3: a starter that is accepted',
			(exercise) =>
				exercise.write('starter/backoff.ts', exercise.read('submissions/accepted/loop/backoff.ts')),
			{ gate: 3, file: 'starter', message: expect.stringContaining('accepted') }
		],
		[
			'3: a starter that fails by accident',
			(exercise) => exercise.replace('starter/backoff.ts', 'throw new Error(', 'throw new TypeError('),
			{ gate: 3, file: 'starter', message: expect.stringContaining('nothing about the task') }
		],
		[
			'4: right code that is not accepted under every seed',
			(exercise) => exercise.replace(HIDDEN, '10, capMs)', '10, Math.random() < 0.5 ? capMs : 500)'),
			{ gate: 4, file: expect.stringContaining('submissions/accepted/') }
		],
		[
			'4: right code that needs more than half of what is allowed',
			(exercise) => exercise.replace('exercise.yaml', 'limits: {}', 'limits: { stepsMax: 4000 }'),
			{ gate: 4 }
		],
		[
			'4: a single right sample',
			(exercise) => exercise.remove('submissions/accepted/loop'),
			{ gate: 4, message: expect.stringContaining('at least two') }
		],
		[
			'5: a wrong sample that is accepted',
			(exercise) =>
				exercise.replace(
					`${WRONG}/no-cap/backoff.ts`,
					'baseMs * 2 ** retry',
					'Math.min(_capMs, baseMs * 2 ** retry)'
				),
			{
				gate: 5,
				file: `${WRONG}/no-cap`,
				message: expect.stringContaining('accepted instead of wrong_answer')
			}
		],
		[
			'5: a wrong sample caught by another check than it names',
			(exercise) =>
				exercise.replace(
					`${WRONG}/no-cap/backoff.ts`,
					'never waits longer than the cap',
					'doubles the wait after each failure'
				),
			{ gate: 5, file: `${WRONG}/no-cap`, message: expect.stringContaining('it passes') }
		],
		[
			'5: two mistakes that no check tells apart',
			(exercise) =>
				exercise.replace(
					`${WRONG}/linear-growth/backoff.ts`,
					'Math.min(capMs, baseMs * (retry + 1))',
					'Math.min(capMs, baseMs * 2 ** (retry + 1))'
				),
			{ gate: 5, message: expect.stringContaining('behaves exactly like') }
		],
		[
			'6: a check that nobody fails',
			(exercise) =>
				exercise.append(
					HIDDEN,
					"test('is a function', () => expect(typeof retryDelays).toBe('function'));\n"
				),
			{ gate: 6, file: HIDDEN, message: expect.stringContaining('is a function') }
		]
	])('gate %s', async (_what, breakIt, expected) => {
		const exercise = new DamagedExercise();
		breakIt(exercise);

		expect(await faultsIn(exercise.folder)).toContainEqual(expect.objectContaining(expected));
	});
});

async function faultsIn(folder: string): Promise<SourceFault[]> {
	const source = await readExerciseFolder(folder);
	if (!source.ok) return source.fault;
	const verified = await verifyExercise(source.value, { runJob: (job) => pool.run(job), typeFaults });
	return verified.ok ? [] : verified.fault;
}
