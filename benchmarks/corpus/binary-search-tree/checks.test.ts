import { describe, expect, test } from 'vitest';
import { TreeMap } from './tree.ts';

const numbers = (...keys: number[]) => {
	const tree = new TreeMap<number, string>((a, b) => a - b);
	for (const key of keys) tree.set(key, `v${key}`);
	return tree;
};
const keysOf = (tree: Iterable<[number, string]>) => Array.from(tree, ([key]) => key);

describe('TreeMap', () => {
	test('begins empty', () => {
		const tree = numbers();
		expect([...tree]).toEqual([]);
		expect(tree.depth).toBe(0);
		expect(tree.get(1)).toBeUndefined();
	});

	test('goes through keys in order', () => {
		expect(keysOf(numbers(5, 2, 8, 1, 9, 3))).toEqual([1, 2, 3, 5, 8, 9]);
	});

	test('finds', () => {
		const tree = numbers(5, 2, 8);
		expect(tree.get(8)).toBe('v8');
		expect(tree.get(7)).toBeUndefined();
	});

	test('replaces', () => {
		const tree = numbers(5, 2).set(5, 'new');
		expect(tree.get(5)).toBe('new');
		expect(tree.size).toBe(2);
	});

	test.each([
		[2, [1, 3, 5, 8, 9]],
		[1, [2, 3, 5, 8, 9]],
		[5, [1, 2, 3, 8, 9]],
		[9, [1, 2, 3, 5, 8]]
	])('deletes %d', (key, left) => {
		const tree = numbers(5, 2, 8, 1, 9, 3);
		expect(tree.delete(key)).toBe(true);
		expect(keysOf(tree)).toEqual(left);
		expect(tree.size).toBe(5);
	});

	test('deletes only what is there', () => {
		const tree = numbers(1, 2);
		expect(tree.delete(3)).toBe(false);
		expect(tree.size).toBe(2);
	});

	test('gives a range', () => {
		const tree = numbers(5, 2, 8, 1, 9, 3);
		expect(keysOf(tree.range(3, 8))).toEqual([3, 5, 8]);
		expect(keysOf(tree.range(undefined, 2))).toEqual([1, 2]);
	});

	test('orders as it is told', () => {
		const tree = new TreeMap<string, number>((a, b) => b.length - a.length || (a < b ? -1 : a > b ? 1 : 0));
		for (const word of 'the quick brown fox'.split(' ')) tree.set(word, word.length);
		expect(Object.fromEntries(tree)).toEqual({ the: 3, quick: 5, brown: 5, fox: 3 });
		expect([...tree].map(([word]) => word).join(' ')).toBe('brown quick fox the');
	});

	test('is a list when fed in order', () => {
		expect(numbers(1, 2, 3, 4, 5, 6, 7).depth).toBe(7);
		expect(numbers(4, 2, 6, 1, 3, 5, 7).depth).toBe(3);
	});
});
