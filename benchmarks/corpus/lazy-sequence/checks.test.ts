import { describe, expect, it, vi } from 'vitest';
import { Sequence } from './sequence.ts';

describe('Sequence', () => {
	it('holds what it was made from', () => {
		expect(Sequence.from('abc').toArray()).toEqual(['a', 'b', 'c']);
		expect([...Sequence.from(new Set([1, 2]))]).toEqual([1, 2]);
	});

	it.each([
		[
			[0, 4],
			[0, 1, 2, 3]
		],
		[
			[1, 10, 4],
			[1, 5, 9]
		],
		[
			[3, 0, -1],
			[3, 2, 1]
		],
		[[5, 5], []]
	])('ranges over %j', (args, expected) => {
		const [start = 0, end, step] = args;
		expect(Sequence.range(start, end, step).toArray()).toEqual(expected);
	});

	it('chains steps', () => {
		const result = Sequence.range(1)
			.filter((n) => n % 3 === 0)
			.map((n) => n * n)
			.takeWhile((n) => n < 200)
			.toArray();
		expect(result).toStrictEqual([9, 36, 81, 144]);
	});

	it('asks for no more than it needs', () => {
		const asked = vi.fn((n: number) => n);
		Sequence.range(1).map(asked).take(3).toArray();
		expect(asked).toHaveBeenCalledTimes(3);
		expect(asked).toHaveBeenLastCalledWith(3, 2);
	});

	it('closes its source', () => {
		const closed = vi.fn();
		function* source() {
			try {
				yield 1;
				yield 2;
			} finally {
				closed();
			}
		}
		expect(Sequence.from(source()).first()).toBe(1);
		expect(closed).toHaveBeenCalledOnce();
	});

	it('begins anew each time', () => {
		const evens = Sequence.range(0, 6).filter((n) => n % 2 === 0);
		expect([evens.toArray(), evens.toArray()]).toEqual([
			[0, 2, 4],
			[0, 2, 4]
		]);
	});

	it('cuts into chunks', () => {
		expect(Sequence.range(0, 5).chunk(2).toArray()).toEqual([[0, 1], [2, 3], [4]]);
	});

	it('zips with something shorter', () => {
		expect(
			Sequence.iterate(1, (n) => n * 2)
				.zip(['a', 'b', 'c'])
				.toArray()
		).toEqual([
			[1, 'a'],
			[2, 'b'],
			[4, 'c']
		]);
	});

	it('folds', () => {
		expect(Sequence.range(1, 6).reduce((product, n) => product * n, 1)).toBe(120);
		expect(Sequence.from<string>([]).first()).toBeUndefined();
	});
});
