import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { machineFolder } from '../support/machine.ts';
import { ROOT } from '../support/source-files.ts';

/** The judge as others use it: a process, files, lines. */
beforeAll(() => machineFolder());

function judge(
	args: readonly string[],
	input = ''
): Promise<{ code: number | null; out: string; err: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, ['src/cli/judge.ts', ...args], { cwd: ROOT });
		const texts = { out: '', err: '' };
		child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
		child.on('close', (code) => resolve({ code, ...texts }));
		child.stdin.end(input);
	});
}

function folderWith(files: Record<string, string>): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'hotpath-judge-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		writeFileSync(path.join(folder, name), text);
	}
	return folder;
}

const LEAP_CHECKS = `import { describe, expect, it } from '@jest/globals';
import { isLeap } from './leap';
describe('leap', () => {
	it('2000', () => { expect(isLeap(2000)).toBe(true); });
	it('1900', () => { console.log('asked', { year: 1900 }); expect(isLeap(1900)).toBe(false); });
});`;
const LEAP =
	'export const isLeap = (year: number) => year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);';
const HALF_LEAP = 'export const isLeap = (year: number) => year % 4 === 0;';

describe('npm run judge', () => {
	test('accepts what passes, and ends with 0', async () => {
		const folder = folderWith({ 'leap.ts': LEAP, 'leap.test.ts': LEAP_CHECKS, 'README.md': '# no code' });

		const { code, out } = await judge(['--files', folder, '--checks', path.join(folder, 'leap.test.ts')]);

		expect(code).toBe(0);
		expect(out).toContain('✓ leap > 2000');
		expect(out).toMatch(/accepted: 2 of 2 checks passed, \d+ steps/);
	});

	test('says in JSON what does not pass, and ends with 1', async () => {
		const folder = folderWith({
			'solution/leap.ts': HALF_LEAP,
			'leap.test.ts': LEAP_CHECKS.replace('./leap', './solution/leap')
		});

		const { code, out } = await judge([
			...['--files', path.join(folder, 'solution')],
			...['--checks', path.join(folder, 'leap.test.ts'), '--json']
		]);

		expect(code).toBe(1);
		expect(JSON.parse(out)).toMatchObject({
			verdict: 'wrong_answer',
			checks: [
				{ name: 'leap > 2000', outcome: 'accepted' },
				{
					name: 'leap > 1900',
					outcome: 'wrong_answer',
					message: expect.stringContaining('expected true to be false')
				}
			],
			console: ['asked { year: 1900 }']
		});
	});

	test('explains a command it does not understand, and ends with 2', async () => {
		expect(await judge([])).toMatchObject({ code: 2, err: expect.stringContaining('--checks is missing') });
		expect(await judge(['--checks', 'no-such-file.ts'])).toMatchObject({
			code: 2,
			err: expect.stringContaining('no-such-file.ts')
		});
		expect(await judge(['--seed', 'x', '--checks', 'a.ts'])).toMatchObject({
			code: 2,
			err: expect.stringContaining('--seed')
		});
	});
});

describe('npm run judge -- --batch', () => {
	test('answers each line with a report, in order, whatever the code does', async () => {
		const jobs = [
			{ id: 'right', files: { 'leap.ts': LEAP }, checks: { 'leap.test.ts': LEAP_CHECKS } },
			{ id: 2, files: { 'leap.ts': HALF_LEAP }, checks: { 'leap.test.ts': LEAP_CHECKS } },
			{ id: 'endless', checks: { 'x.test.ts': 'for (;;);' }, limits: { stepsMax: 1_000_000 } },
			{
				id: 'alone',
				files: {},
				checks: {
					'x.test.ts': `import { expect, test } from 'vitest'; test('dice', () => { expect(Math.random()).toBeLessThan(1); });`
				},
				seed: 7
			},
			{ id: 'empty', checks: { 'x.test.ts': '' } }
		];

		const { code, out } = await judge(['--batch'], jobs.map((job) => JSON.stringify(job)).join('\n'));
		const reports = out
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));

		expect(code).toBe(0);
		expect(reports.map(({ id, verdict }) => [id, verdict])).toEqual([
			['right', 'accepted'],
			[2, 'wrong_answer'],
			['endless', 'time_limit_exceeded'],
			['alone', 'accepted'],
			['empty', 'runtime_error']
		]);
		expect(reports[4].message).toContain('not one check');
	});

	test('gives the same job the same steps in two processes', async () => {
		const line = JSON.stringify({
			id: 1,
			files: { 'leap.ts': LEAP },
			checks: { 'leap.test.ts': LEAP_CHECKS }
		});
		const [one, two] = await Promise.all([judge(['--batch'], line), judge(['--batch'], `${line}\n${line}`)]);
		const steps = (out: string) =>
			out
				.trim()
				.split('\n')
				.map((each) => JSON.parse(each).steps);

		expect(steps(two.out)).toEqual([steps(one.out)[0], steps(one.out)[0]]);
	});

	test('names what is wrong with a line, answers the others, and ends with 2', async () => {
		const lines = [
			'nonsense',
			JSON.stringify({ id: 'a', checks: {} }),
			JSON.stringify({ id: 'b', checks: { '../x.ts': '' } }),
			JSON.stringify({ id: 'c', checks: { 'x.ts': '' }, limits: { stepsMax: -1 } }),
			JSON.stringify({
				id: 'd',
				checks: { 'x.test.ts': `import { test } from 'vitest'; test('passes', () => {});` }
			})
		];

		const { code, out } = await judge(['--batch'], lines.join('\n'));
		const answers = out
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));

		expect(code).toBe(2);
		expect(answers.map(({ id, error }) => [id, error?.split(':')[0]])).toEqual([
			[null, 'the line'],
			['a', 'checks'],
			['b', '../x.ts'],
			['c', 'limits.stepsMax'],
			['d', undefined]
		]);
		expect(answers[4].verdict).toBe('accepted');
	});
});
