import { describe, expect, test } from 'vitest';
import { apply, diff, printDiff } from './diff.ts';

const short = (before: string, after: string) =>
	diff([...before], [...after])
		.map(({ kind, item }) => ({ same: '', added: '+', removed: '-' })[kind] + item)
		.join(' ');

describe('diff', () => {
	test.each([
		['', '', ''],
		['abc', 'abc', 'a b c'],
		['', 'ab', '+a +b'],
		['ab', '', '-a -b'],
		['abc', 'adc', 'a -b +d c'],
		['abcd', 'bd', '-a b -c d'],
		['ab', 'ba', '-a b +a']
	])('from “%s” to “%s”', (before, after, expected) => {
		expect(short(before, after)).toBe(expected);
	});

	test('is as short as can be', () => {
		const changes = diff([...'kitten sitting'], [...'sitting kitten']);
		expect(changes.filter(({ kind }) => kind === 'same').length).toBe(9);
	});

	test('compares as it is told', () => {
		const changes = diff(
			[{ id: 1, name: 'a' }],
			[
				{ id: 1, name: 'b' },
				{ id: 2, name: 'c' }
			],
			(a, b) => a.id === b.id
		);
		expect(changes).toEqual([
			{ kind: 'same', item: { id: 1, name: 'b' } },
			{ kind: 'added', item: { id: 2, name: 'c' } }
		]);
	});
});

describe('apply', () => {
	test.each([
		['kitten', 'sitting'],
		['', 'x'],
		['aaaa', 'aa']
	])('leads from %s to %s', (before, after) => {
		expect(apply([...before], diff([...before], [...after])).join('')).toBe(after);
	});

	test('refuses another list', () => {
		expect(() => apply(['a'], diff(['a', 'b'], ['a']))).toThrow(RangeError);
	});
});

test('printDiff shows what changed and little else', () => {
	const before = ['one', 'two', 'three', 'four', 'five', 'six'].join('\n');
	expect(printDiff(before, before.replace('four', '4'))).toMatchInlineSnapshot(`
		"…
		  three
		- four
		+ 4
		  five
		…"
	`);
});
