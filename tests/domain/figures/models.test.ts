import { describe, expect, test } from 'vitest';
import {
	attackSuccess,
	confirmationsNeeded,
	simulatedSuccess
} from '../../../src/lib/client/figures/attack.ts';
import {
	firstBroken,
	honestChain,
	minedAgain,
	statesOf,
	tamperedChain
} from '../../../src/lib/client/figures/chain.ts';
import { branchOf, DEFAULT_FORK_SEED, forkStory, workOf } from '../../../src/lib/client/figures/fork.ts';
import { leafHash, proofOf, rootOf, treeOf, verifies } from '../../../src/lib/client/figures/merkle.ts';
import {
	hasLeadingZeroBits,
	measuredTries,
	mineFor,
	newMining,
	predictedTries
} from '../../../src/lib/client/figures/mining.ts';
import { sha256 } from '../../../src/lib/domain/sha256.ts';

/** What the lesson says that a figure shows, it shows. */
describe('the chain figure', () => {
	test('begins with block 2 tampered with, so that blocks 2, 3 and 4 are broken', () => {
		const states = statesOf(tamperedChain());

		expect(firstBroken(states)).toBe(2);
		expect(states.map(({ isBroken }) => isBroken)).toEqual([false, false, true, true, true]);
		expect(states.map(({ ownHashFits }) => ownHashFits)).toEqual([true, true, false, true, true]);
	});

	test('holds when it is honest', () => {
		expect(firstBroken(statesOf(honestChain()))).toBeNull();
	});

	test('is mended by mining each block from the edited one on, and not by mining that one alone', () => {
		let blocks = tamperedChain();
		const brokenAfter = [2, 3, 4].map((index) => {
			blocks = minedAgain(blocks, index).blocks;
			return firstBroken(statesOf(blocks));
		});

		expect(brokenAfter).toEqual([3, 4, null]);
	});
});

describe('the Merkle figure', () => {
	test.each(Array.from({ length: 16 }, (_, index) => index + 1))(
		'proves each of %i leaves, and no changed one',
		(count) => {
			const leaves = Array.from({ length: count }, (_, index) => `payment ${index}`);
			const levels = treeOf(leaves);
			const root = rootOf(levels);

			for (const [index, leaf] of leaves.entries()) {
				const proof = proofOf(levels, index);
				expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
				expect(verifies(leaf, proof, root)).toBe(true);
				expect(verifies(`${leaf}.`, proof, root)).toBe(false);
			}
		}
	);

	test('needs three hashes for one of eight leaves', () => {
		expect(proofOf(treeOf(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']), 2)).toHaveLength(3);
	});

	test('hashes leaves and inner nodes apart, as RFC 9162 does', () => {
		expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
		expect(rootOf(treeOf(['a', 'b', 'c']))).not.toBe(rootOf(treeOf(['a', 'b', 'c', 'c'])));
		expect(rootOf(treeOf(['a']))).toBe(leafHash('a'));
		expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	});
});

describe('the mining figure', () => {
	const hundred = (bits: number) =>
		mineFor(newMining(bits, 1), ({ triesPerBlock }) => triesPerBlock.length >= 400).triesPerBlock;

	test('finds half of the blocks after about 0.69 of the average, and doubles with each bit', () => {
		const [six, seven] = [measuredTries(hundred(6), 0.5) ?? 0, measuredTries(hundred(7), 0.5) ?? 0];

		expect(predictedTries(6, 0.5)).toBe(45);
		expect(predictedTries(16, 0.5)).toBe(45_426);
		expect(six / predictedTries(6, 0.5)).toBeGreaterThan(0.8);
		expect(six / predictedTries(6, 0.5)).toBeLessThan(1.2);
		expect(seven / six).toBeGreaterThan(1.6);
		expect(seven / six).toBeLessThan(2.5);
	});

	test('repeats itself', () => {
		expect(hundred(5)).toEqual(hundred(5));
	});

	test('reads the hash as a number, bit by bit', () => {
		expect(hasLeadingZeroBits(Uint8Array.of(0, 0b0001_0000), 11)).toBe(true);
		expect(hasLeadingZeroBits(Uint8Array.of(0, 0b0001_0000), 12)).toBe(false);
	});
});

describe('the fork figure', () => {
	const story = forkStory(DEFAULT_FORK_SEED);
	const [before, after] = [story.at(-2), story.at(-1)];

	test('separates two from three, and both sides mine', () => {
		expect(before?.isPartitioned).toBe(true);
		expect(new Set(before?.nodes.map(({ head }) => head)).size).toBe(2);
	});

	test('ends with all five on the branch with more work, which is the shorter one', () => {
		const heads = new Set(after?.nodes.map(({ head }) => head));
		const [winner = ''] = heads;
		const loser = before?.nodes.map(({ head }) => head).find((head) => head !== winner) ?? '';
		const blocks = after?.blocks ?? [];

		expect(heads.size).toBe(1);
		expect(workOf(blocks, winner)).toBeGreaterThan(workOf(blocks, loser));
		expect(branchOf(blocks, winner).length).toBeLessThan(branchOf(blocks, loser).length);
		expect(after?.mempool).toHaveLength(3);
	});

	test.each([2, 3, 4, 5, 6, 7, 8])('agrees in the end with seed %i too', (seed) => {
		expect(
			new Set(
				forkStory(seed)
					.at(-1)
					?.nodes.map(({ head }) => head)
			).size
		).toBe(1);
	});
});

describe('the attack figure', () => {
	test('has the table of the whitepaper: confirmations for a risk below 0.1 %', () => {
		const shares = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45];

		expect(shares.map((q) => confirmationsNeeded(q, 0.001))).toEqual([5, 8, 11, 15, 24, 41, 89, 340]);
		expect(attackSuccess(0.1, 5)).toBeCloseTo(0.0009137, 7);
		expect(attackSuccess(0.3, 10)).toBeCloseTo(0.0416605, 7);
	});

	test('simulates attacks that come out near the curve, and the same each time', () => {
		const simulated = simulatedSuccess(0.3, 4, 4_000, 1);

		expect(Math.abs(simulated - attackSuccess(0.3, 4))).toBeLessThan(0.05);
		expect(simulatedSuccess(0.3, 4, 4_000, 1)).toBe(simulated);
	});
});
