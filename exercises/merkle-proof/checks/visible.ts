import { describe, expect, test } from 'vitest';
import { prove, root, sha256, verify } from '../merkle.ts';

const payments = (count: number): string[] => Array.from({ length: count }, (_, index) => `payment ${index}`);

describe('1. The root', () => {
	test('one leaf is hashed as a leaf', () => {
		expect(root(['a']), 'the root over the one leaf a').toBe(sha256('\x00a'));
	});

	test('no leaf has the hash of an empty text', () => {
		expect(root([]), 'the root over no leaf').toBe(sha256(''));
	});

	test('the order of the leaves matters', () => {
		expect(root(['a', 'b']) === root(['b', 'a']), 'the roots over a, b and over b, a are equal').toBe(false);
	});

	test('a repeated last leaf changes the root', () => {
		expect(
			root(['a', 'b', 'c']) === root(['a', 'b', 'c', 'c']),
			'the roots over a, b, c and over a, b, c, c are equal'
		).toBe(false);
	});
});

describe('2. The proof', () => {
	test('it is as short as the tree is high', () => {
		const lengths = [1, 2, 4, 8, 16].map((count) => prove(payments(count), 0).length);

		expect(lengths, 'hashes in the proof of the first of 1, 2, 4, 8 and 16 leaves').toEqual([0, 1, 2, 3, 4]);
	});

	test('it leads from every leaf to the root', () => {
		const leaves = payments(8);

		const proved = leaves.map((leaf, index) => verify(leaf, prove(leaves, index), root(leaves)));

		expect(proved, 'whether each of eight leaves is proved').toEqual(leaves.map(() => true));
	});
});

describe('3. Verify', () => {
	test('a changed leaf is not proved', () => {
		const leaves = payments(8);

		expect(
			verify('payment 3!', prove(leaves, 3), root(leaves)),
			'a leaf that is not in the tree is proved'
		).toBe(false);
	});
});
