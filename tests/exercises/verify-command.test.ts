import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DamagedExercise } from '../support/damaged-exercise.ts';
import { ROOT } from '../support/source-files.ts';

/** Another process on a busy computer. */
const PATIENCE_MS = 120_000;

/** `npm run verify`, as a terminal or another program sees it. */
describe('the command verify', () => {
	test(
		'prints one JSON object an exercise, and ends with 0 when all is well',
		() => {
			const { folder } = new DamagedExercise();

			const { status, lines } = verify('--json', '--force', '--exercises', path.dirname(folder));

			expect(lines.map((line) => JSON.parse(line))).toEqual([
				{
					slug: 'backoff',
					ok: true,
					remembered: false,
					faults: [],
					mutants: { killed: expect.any(Number), total: expect.any(Number), equivalent: 0, survivors: [] },
					stepsMax: expect.any(Number),
					ms: expect.any(Number)
				}
			]);
			expect(status).toBe(0);
		},
		PATIENCE_MS
	);

	test(
		'names what has to be mended, and ends with 1',
		() => {
			const exercise = new DamagedExercise();
			exercise.replace(
				'submissions/accepted/loop/backoff.ts',
				'\treturn delays;',
				'\tif (delays.length < 0) delays.pop();\n\treturn delays;'
			);
			const where = ['--exercises', path.dirname(exercise.folder)];

			const forPrograms = verify('--json', ...where);
			const forPeople = verify('backoff', ...where);

			expect(forPrograms.status).toBe(1);
			const [item] = forPrograms.lines.map((line) => JSON.parse(line));
			expect(item).toMatchObject({ slug: 'backoff', ok: false });
			expect(item.mutants.total - item.mutants.killed).toBe(item.mutants.survivors.length);
			expect(item.faults).toContainEqual(
				expect.objectContaining({ gate: 7, file: item.mutants.survivors[0].file, line: expect.any(Number) })
			);
			expect(forPeople.status).toBe(1);
			expect(forPeople.lines[0]).toMatch(/^✗ backoff {2}mutants \d+\/\d+ {2}/);
			expect(forPeople.lines[1]).toMatch(/backoff\.ts:\d+:\d+: no check notices that .* \(gate 7\)$/);
		},
		PATIENCE_MS
	);

	test(
		'knows what is unchanged',
		() => {
			const { folder } = new DamagedExercise();
			const where = ['--json', '--exercises', path.dirname(folder)];
			verify(...where);

			const [again = ''] = verify(...where).lines;

			expect(JSON.parse(again)).toMatchObject({ ok: true, remembered: true, mutants: { survivors: [] } });
		},
		PATIENCE_MS
	);

	test.each([['an-exercise-there-is-not'], ['--an-option-there-is-not']])(
		'ends with 2 when asked for %s',
		(what) => {
			const { status, lines, said } = verify(what);

			expect(status).toBe(2);
			expect(lines).toEqual([]);
			expect(said).toContain(what);
		},
		PATIENCE_MS
	);

	test(
		'says what it can do',
		() => {
			const { status, lines } = verify('--help');

			expect(status).toBe(0);
			expect(lines.join('\n')).toMatch(/--json[\s\S]*Ends with 0/);
		},
		PATIENCE_MS
	);
});

function verify(...asked: string[]): { status: number | null; lines: string[]; said: string } {
	const command = path.join(ROOT, 'src', 'cli', 'verify.ts');
	const run = spawnSync(process.execPath, [command, ...asked], { cwd: ROOT, encoding: 'utf8' });
	return {
		status: run.status,
		lines: run.stdout.split('\n').filter((line) => line !== ''),
		said: run.stderr
	};
}
