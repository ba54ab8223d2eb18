import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../src/lib/domain/assert.ts';
import type { Report } from '../../src/lib/domain/report.ts';
import { readExerciseFolder } from '../../src/lib/server/publishing/1-read.ts';
import { verifyExercise } from '../../src/lib/server/publishing/3-verify.ts';
import type { MutantOutcome } from '../../src/lib/server/publishing/gates/mutants.ts';
import { faultLine, type SourceFault } from '../../src/lib/server/publishing/source-fault.ts';
import { createCachedVerify } from '../../src/lib/server/publishing/verification-cache.ts';
import { verifyLesson } from '../../src/lib/server/publishing/verify-lesson.ts';
import type { RunJob } from '../../src/lib/server/judging/3-run.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { DamagedExercise } from '../support/damaged-exercise.ts';
import { exercisesFolder } from '../support/exercises.ts';
import { machineFolder } from '../support/machine.ts';

let pool: SandboxPool;
const onPool: RunJob = (job) => pool.run(job);

beforeAll(async () => {
	pool = createSandboxPool({ machineFolder: await machineFolder(), size: 2 });
});

afterAll(() => pool.close());

const VISIBLE = 'checks/visible.ts';
const LOOP = 'submissions/accepted/loop/backoff.ts';

describe('gate 7, small mistakes', () => {
	test('names the survivor with its line, its place in it and what it was', async () => {
		const exercise = new DamagedExercise();
		exercise.replace('checks/hidden.ts', '\t\texpect(delays).toHaveLength(12);\n', '');
		exercise.replace(
			VISIBLE,
			'retryDelays(4, 50, 10_000)).toEqual',
			'retryDelays(4, 50, 10_000).slice(0, 4)).toEqual'
		);
		exercise.replace(
			VISIBLE,
			'retryDelays(1, 100, 1000)).toEqual',
			'retryDelays(1, 100, 1000).slice(0, 1)).toEqual'
		);

		const { faults, mutants } = await verified(exercise);

		expect(faults).toContainEqual({
			gate: 7,
			file: LOOP,
			line: 6,
			column: 28,
			message:
				'no check notices that `<` became `<=`: add a check, or note above the line // equivalent: < → <= because …'
		});
		expect(mutants?.survivors).toContainEqual({ file: LOOP, line: 6, column: 28, from: '<', to: '<=' });
		expect(mutants?.score.killed).toBe((mutants?.score.total ?? 0) - (mutants?.survivors.length ?? 0));
	});

	test('counts what is noted as equivalent apart', async () => {
		const exercise = new DamagedExercise();
		exercise.replace(LOOP, '\treturn delays;', '\tif (delays.length < 0) delays.pop();\n\treturn delays;');
		const before = await verified(exercise);
		const notes = (before.mutants?.survivors ?? [])
			.map(
				({ from, to }) => `\t// equivalent: ${from} → ${to} because a list is never shorter than nothing\n`
			)
			.join('');
		exercise.replace(LOOP, '\tif (delays.length', `${notes}\tif (delays.length`);

		const after = await verified(exercise);

		expect(before.faults.length).toBeGreaterThan(0);
		expect(after.faults).toEqual([]);
		expect(after.mutants?.score.equivalent).toBe(before.mutants?.survivors.length);
		expect(after.mutants?.score.killed).toBe(after.mutants?.score.total);
	});

	test('refuses a note that excuses nothing', async () => {
		const exercise = new DamagedExercise();
		exercise.replace(LOOP, '\tfor (', '\t// equivalent: < → <= because I say so\n\tfor (');

		expect((await verified(exercise)).faults).toEqual([
			{
				gate: 7,
				file: LOOP,
				line: 6,
				message: 'no mutant that survives is < → <= at line 7: remove this note'
			}
		]);
	});

	test('refuses a note without a reason', async () => {
		const exercise = new DamagedExercise();
		exercise.replace(LOOP, '\tfor (', '\t// equivalent: < → <=\n\tfor (');

		expect((await verified(exercise)).faults).toEqual([
			{ gate: 7, file: LOOP, line: 6, message: expect.stringContaining('because …') }
		]);
	});

	test('ends mutants that never end', async () => {
		const exercise = new DamagedExercise();

		const { mutants, jobs } = await verified(exercise);

		expect(mutants?.score).toEqual({
			killed: mutants?.score.total,
			total: mutants?.score.total,
			equivalent: 0
		});
		expect(jobs.some(({ stopped }) => stopped?.verdict === 'time_limit_exceeded')).toBe(true);
		expect(Math.max(...jobs.map(({ usage }) => usage.steps))).toBeLessThan(5_000_000);
	});
});

describe('gate 8, the same again', () => {
	test('refuses what answers differently under the same seed', async () => {
		const exercise = new DamagedExercise();
		let runsCount = 0;
		// A machine that forgets which seed it was given.
		const forgetful: RunJob = (job) => pool.run({ ...job, seed: (runsCount += 1) });
		exercise.replace(VISIBLE, 'expect(retryDelays(1', 'console.log(Math.random()); expect(retryDelays(1');

		const { faults } = await verified(exercise, forgetful);

		expect(faults).toContainEqual(
			expect.objectContaining({
				gate: 8,
				file: 'submissions/accepted/loop',
				message: expect.stringContaining('the same seed gave two reports')
			})
		);
	});
});

describe('gate 9, hints', () => {
	test('refuses a rung before the last that quotes the solution', async () => {
		const exercise = new DamagedExercise();
		exercise.replace('hints.md', '- [where] ', '- [where] Use `Math.min(capMs, baseMs * 2 ** retry)`. ');

		expect((await verified(exercise)).faults).toEqual([
			{
				gate: 9,
				file: 'hints.md',
				line: null,
				message: expect.stringMatching(/^task 1, \[where\]: it quotes “.*Math/)
			}
		]);
	});

	test('refuses a rung before the last whose code passes', async () => {
		const exercise = new DamagedExercise();
		const code = [
			'  ```ts',
			'  const waits = [];',
			'  while (waits.length !== count) waits.push(waits.length ? waits.at(-1) * 2 : baseMs);',
			'  return waits.map((wait) => (wait > capMs ? capMs : wait));',
			'  ```'
		].join('\n');
		exercise.replace('hints.md', '- [partial]', `- [where] Like this:\n\n${code}\n\n- [partial]`);

		expect((await verified(exercise)).faults).toEqual([
			{
				gate: 9,
				file: 'hints.md',
				line: null,
				message: expect.stringContaining('[where]: its code, pasted in, makes')
			}
		]);
	});
});

describe('gate 10, prose', () => {
	const snippet = (printed: string) =>
		[
			'',
			'```ts run id=first',
			"import { retryDelays } from './backoff.ts';",
			'console.log(retryDelays(3, 50, 1_000));',
			'```',
			'',
			'```output of=first',
			printed,
			'```',
			''
		].join('\n');

	test('lets a statement print what a right solution prints', async () => {
		const exercise = new DamagedExercise();
		exercise.append('statement.md', snippet('[ 50, 100, 200 ]'));

		expect((await verified(exercise)).faults).toEqual([]);
	});

	test('refuses a statement that prints something else, at the line', async () => {
		const exercise = new DamagedExercise();
		exercise.append('statement.md', snippet('[ 50, 100, 250 ]'));
		const line = exercise.read('statement.md').split('\n').indexOf('[ 50, 100, 250 ]') + 1;

		expect((await verified(exercise)).faults).toEqual([
			{
				gate: 10,
				file: 'statement.md',
				line,
				message: 'its code prints “[ 50, 100, 200 ]” where the text says “[ 50, 100, 250 ]”'
			}
		]);
	});

	test('refuses a lesson whose snippet stops, prints what is not shown, or whose prediction is wrong', async () => {
		const prediction = 'question: What is printed here?\ncode: console.log(1 + 1)\nchoices:\n';
		const choices = [
			'  - { id: a, text: two, prints: "3", correct: true, why: because it is so }',
			'  - { id: b, text: three, why: because it is not so }'
		].join('\n');
		const text = [
			'```ts run id=stops\nthrow new Error("stop");\n```',
			'```ts run id=silent\nconsole.log("hello");\n```',
			'```output of=nobody\nhello\n```',
			`\`\`\`predict id=sum\n${prediction}${choices}\n\`\`\``,
			''
		].join('\n\n');

		const faults = await verifyLesson(onPool, { name: 's/l', file: 's/01-l.svx', text, assets: {} });

		expect(faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))).toMatchObject([
			{ line: 1, message: expect.stringContaining('is stopped') },
			{ line: 5, message: 'its code prints “hello” where the text says nothing' },
			{ line: 9, message: expect.stringContaining('id=nobody') },
			{ line: 13, message: 'its code prints “2” where the right choice says “3”' }
		]);
	});
});

describe('what was verified before', () => {
	test('is known by its content, and forgotten on demand or with any change', async () => {
		const exercise = new DamagedExercise();
		const folder = exercisesFolder();
		const answers: string[] = [];
		const ask = async (isForced: boolean, engineHash?: string) => {
			const source = await readExerciseFolder(exercise.folder);
			assert(source.ok, 'the template can be read');
			const reported = (await pool.run(probe)).engineHash;
			const verify = createCachedVerify({
				runJob: onPool,
				engineHash: engineHash ?? reported,
				folder,
				isForced
			});
			let answer = 'run';
			const result = await verify(source.value, { onRemembered: () => (answer = 'remembered') });
			answers.push(result.ok ? answer : 'refused');
		};

		await ask(false);
		await ask(false);
		await ask(true);
		await ask(false, 'another machine');
		exercise.append('statement.md', '\nOne more sentence.\n');
		await ask(false);

		expect(answers).toEqual(['run', 'remembered', 'run', 'run', 'run']);
	});

	const probe = {
		id: 'probe',
		files: { 'main.ts': '' },
		harnessFiles: {},
		entries: ['main.ts'],
		seed: 1,
		limits: {
			stepsMax: 1_000_000,
			wallMsMax: 10_000,
			memoryBytesMax: 64 * 1024 * 1024,
			stackBytesMax: 160 * 1024,
			outputBytesMax: 1_024,
			outputEntriesMax: 10,
			jobsMax: 100,
			timersMax: 10
		}
	};
});

async function verified(
	exercise: DamagedExercise,
	runJob: RunJob = onPool
): Promise<{ faults: SourceFault[]; mutants: MutantOutcome | null; jobs: Report[] }> {
	const source = await readExerciseFolder(exercise.folder);
	if (!source.ok) throw new Error(source.fault.map((fault) => faultLine('', fault)).join('\n'));
	const seen: { mutants: MutantOutcome | null; jobs: Report[] } = { mutants: null, jobs: [] };
	const counted: RunJob = async (job) => {
		const report = await runJob(job);
		seen.jobs.push(report);
		return report;
	};
	const result = await verifyExercise(source.value, counted, {
		onMutants: (outcome) => (seen.mutants = outcome)
	});
	return { ...seen, faults: result.ok ? [] : result.fault };
}
