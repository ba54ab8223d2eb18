import { describe, expect, test } from 'vitest';
import { prove, root, sha256, verify } from '../merkle.ts';

const payments = (count: number): string[] => Array.from({ length: count }, (_, index) => `payment ${index}`);
const leaf = (text: string): string => sha256(`\x00${text}`);
const node = (left: string, right: string): string => sha256(`\x01${left}${right}`);

describe('1. The root', () => {
	test('it has the values of RFC 9162', () => {
		const [a, b, c, d, e] = [leaf('a'), leaf('b'), leaf('c'), leaf('d'), leaf('e')];

		expect(root(['a', 'b', 'c']), 'the root over three leaves').toBe(node(node(a, b), c));
		expect(root(['a', 'b', 'c', 'd', 'e']), 'the root over five leaves').toBe(
			node(node(node(a, b), node(c, d)), e)
		);
	});
});

describe('2. The proof', () => {
	test('each hash names the side it stands on', () => {
		const sides = [0, 1, 2, 3].map((index) => prove(payments(4), index).map(({ side }) => side));

		expect(sides, 'the sides in the proofs of four leaves, from the bottom up').toEqual([
			['right', 'right'],
			['left', 'right'],
			['right', 'left'],
			['left', 'left']
		]);
	});

	test('it works for any number of leaves', () => {
		for (let round = 0; round < 12; round += 1) {
			const leaves = payments(1 + Math.floor(Math.random() * 33));
			const index = Math.floor(Math.random() * leaves.length);
			const proof = prove(leaves, index);
			const what = `leaf ${index} of ${leaves.length}`;

			expect(verify(leaves[index] ?? '', proof, root(leaves)), `${what} is proved`).toBe(true);
			expect(proof.length, `hashes in the proof of ${what}`).toBeLessThanOrEqual(
				Math.ceil(Math.log2(leaves.length))
			);
		}
	});
});

describe('3. Verify', () => {
	test('a changed sibling does not lead to the root', () => {
		const leaves = payments(7);
		const proof = prove(leaves, 2);
		const expectedRoot = root(leaves);
		verify('payment 2', proof, expectedRoot);

		for (const [changed, step] of proof.entries()) {
			const forged = proof.with(changed, { ...step, hash: leaf('forged') });
			expect(
				verify('payment 2', forged, expectedRoot),
				`the proof holds with its hash ${changed} changed`
			).toBe(false);
		}
	});

	test('an inner node cannot pose as a leaf', () => {
		const leaves = payments(4);
		const [first = '', second = ''] = leaves.map((text) => root([text]));
		const [, upper] = prove(leaves, 0);

		const isProved = upper !== undefined && verify(first + second, [upper], root(leaves));

		expect(isProved, 'a text made of two hashes is proved to be a leaf').toBe(false);
	});
});
