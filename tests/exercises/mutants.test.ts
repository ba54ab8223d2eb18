import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../src/lib/domain/assert.ts';
import { RUN_LIMITS } from '../../src/lib/domain/limits.ts';
import type { RunJob } from '../../src/lib/authoring/run-submission.ts';
import { readExerciseFolder } from '../../src/lib/server/publishing/1-read.ts';
import { createCachedVerify } from '../../src/lib/server/publishing/verification-cache.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { DamagedExercise } from '../support/damaged-exercise.ts';
import { exercisesFolder } from '../support/exercises.ts';
import { machineFolder } from '../support/machine.ts';
import { verifiedBy } from '../support/verified.ts';

let pool: SandboxPool;
const onPool: RunJob = (job) => pool.run(job);

beforeAll(async () => {
	pool = createSandboxPool({ machineFolder: await machineFolder(), size: 2 });
});

afterAll(() => pool.close());

const verified = (exercise: DamagedExercise, runJob: RunJob = onPool) => verifiedBy(exercise, runJob);

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

describe('gate 7, when a machine fails', () => {
	test('counts nothing for or against the checks, and says so', async () => {
		const exercise = new DamagedExercise();
		const broken: RunJob = async (job) => {
			const report = await pool.run(job);
			const isMutant = job.endsAtFirstFailure === true && job.files['backoff.ts']?.includes('retry <= count');
			return isMutant
				? { ...report, stopped: { verdict: 'internal_error', message: 'gone', error: null, location: null } }
				: report;
		};

		const { faults, mutants } = await verified(exercise, broken);

		expect(faults).toEqual([
			{ gate: 7, file: LOOP, line: 6, column: 28, message: 'a machine failed on `<` as `<=`: verify again' }
		]);
		expect(mutants?.score.killed).toBe(mutants?.score.total);
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
		limits: RUN_LIMITS
	};
});
