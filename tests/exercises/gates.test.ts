import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunJob } from '../../src/lib/authoring/run-submission.ts';
import { verifyLesson } from '../../src/lib/server/publishing/verify-lesson.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { DamagedExercise } from '../support/damaged-exercise.ts';
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
