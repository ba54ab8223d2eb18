import { describe, expect, test } from 'vitest';
import { hashHeader, meetsTarget, mine, retarget } from '../mining.ts';

const hashOf = (value: bigint): string => value.toString(16).padStart(64, '0');
const TARGET = 1n << 240n;
const header = { index: 7, prevHash: 'a'.repeat(64), data: 'bob pays eve 5' };
const momentsOf = (intervalMs: number, count = 11): number[] =>
	Array.from({ length: count }, (_, index) => 1_000 + index * intervalMs);

describe('1. Meet the target', () => {
	test('the hash is compared as a number', () => {
		const target = 3n << 240n;

		expect(meetsTarget(hashOf(2n << 240n), target), 'a hash of two thirds of the target').toBe(true);
		expect(meetsTarget(hashOf(4n << 240n), target), 'a hash of four thirds of the target').toBe(false);
	});

	test('a hash equal to the target does not meet it', () => {
		expect(meetsTarget(hashOf(TARGET), TARGET), 'a hash equal to the target').toBe(false);
	});
});

describe('2. Mine', () => {
	test('the nonce belongs to the whole header', () => {
		const target = 1n << 248n;

		const mined = mine(header, target);

		expect({ ...mined, nonce: 0 }, 'the header that came back, but for its nonce').toEqual({
			...header,
			nonce: 0
		});
		expect(
			BigInt(`0x${hashHeader(mined)}`) < target,
			'the hash of the mined header is below the target'
		).toBe(true);
	});
});

describe('3. Keep the pace', () => {
	test('blocks on time leave the target as it is', () => {
		expect(retarget(TARGET, momentsOf(10_000)), 'after ten intervals of 10 s').toBe(TARGET);
	});

	test('blocks that come too fast make the target harder', () => {
		expect(retarget(TARGET, momentsOf(5_000)), 'after ten intervals of 5 s').toBe(TARGET / 2n);
	});

	test('one step is a factor of four at most', () => {
		expect(retarget(TARGET, momentsOf(100)), 'after ten intervals of 0.1 s').toBe(TARGET / 4n);
		expect(retarget(TARGET, momentsOf(1_000_000)), 'after ten intervals of 1,000 s').toBe(TARGET * 4n);
	});
});
