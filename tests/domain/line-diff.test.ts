import { expect, test } from 'vitest';
import { diffLines } from '../../src/lib/domain/line-diff.ts';

const shown = (expected: string, actual: string) =>
	diffLines(expected, actual).map(
		({ kind, text }) => `${kind === 'both' ? ' ' : kind === 'expected' ? '-' : '+'} ${text}`
	);

test('lines that both have stand once, what is missing comes before what is there instead', () => {
	expect(shown('{\n  a: 1,\n  b: 2,\n}', '{\n  a: 1,\n  b: 3,\n  c: 4,\n}')).toEqual([
		'  {',
		'    a: 1,',
		'-   b: 2,',
		'+   b: 3,',
		'+   c: 4,',
		'  }'
	]);
});

test('equal texts have no difference, and different ones nothing in common', () => {
	expect(shown('a\nb', 'a\nb')).toEqual(['  a', '  b']);
	expect(shown('a', 'b')).toEqual(['- a', '+ b']);
});

test('texts of very many lines are still told apart, each whole', () => {
	const long = Array.from({ length: 900 }, (_, index) => `line ${index}`).join('\n');
	const lines = diffLines(`first\n${long}`, long);

	expect(lines.filter(({ kind }) => kind !== 'actual').map(({ text }) => text)).toEqual([
		'first',
		...long.split('\n')
	]);
	expect(lines.filter(({ kind }) => kind !== 'expected').map(({ text }) => text)).toEqual(long.split('\n'));
});
