import { describe, expect, test } from 'vitest';
import { EASIEST, hashHeader, meetsTarget, mine, RETARGET, retarget } from '../mining.ts';

const hashOf = (value: bigint): string => value.toString(16).padStart(64, '0');
const TARGET = 1n << 240n;

describe('1. Meet the target', () => {
	test('the last digit counts', () => {
		expect(meetsTarget(hashOf(TARGET - 1n), TARGET), 'a hash one below the target').toBe(true);
		expect(meetsTarget(hashOf(TARGET + 1n), TARGET), 'a hash one above the target').toBe(false);
	});
});

describe('2. Mine', () => {
	test('the first nonce that works is found', () => {
		const target = 1n << 253n;
		for (let round = 0; round < 12; round += 1) {
			const header = {
				index: round,
				prevHash: 'b'.repeat(64),
				data: `payment ${Math.floor(Math.random() * 1e6)}`
			};
			let first = 0;
			while (BigInt(`0x${hashHeader({ ...header, nonce: first })}`) >= target) first += 1;

			expect(mine(header, target).nonce, `the first nonce for “${header.data}”`).toBe(first);
		}
	});
});

describe('3. Keep the pace', () => {
	test('no digit of the target is lost', () => {
		const target = (1n << 240n) + 987_654_321_987_654_321n;
		const onTime = Array.from({ length: 11 }, (_, index) => index * 10_000);

		expect(retarget(target, onTime), 'a target that is no power of two, after ten intervals of 10 s').toBe(
			target
		);
	});

	test('time that runs backwards counts as the fastest', () => {
		const moments = [200_000, ...Array.from({ length: 10 }, (_, index) => 10_000 * index)];

		expect(retarget(TARGET, moments), 'when the last of eleven moments lies before the first').toBe(
			TARGET / 4n
		);
	});

	test('no target is easier than the easiest', () => {
		const slow = Array.from({ length: 11 }, (_, index) => index * 100_000);

		expect(retarget(EASIEST / 2n, slow), 'when blocks are slow and the target is nearly the easiest').toBe(
			EASIEST
		);
	});

	test('the pace comes back after hash power grows', () => {
		const hashesPerMs = (period: number) => (period < 4 ? 64 : 192);
		let target = EASIEST / BigInt(64 * RETARGET.wantedMsPerBlock);
		let averageMs = 0;
		for (let period = 0; period < 9; period += 1) {
			// What a network of that power takes on average; the dice only bend it a little.
			const expectedMs = Number(EASIEST / target) / hashesPerMs(period);
			const moments = [0];
			for (let block = 0; block < RETARGET.blocks; block += 1)
				moments.push((moments.at(-1) ?? 0) + Math.round(expectedMs * (0.95 + Math.random() * 0.1)));
			averageMs = (moments.at(-1) ?? 0) / RETARGET.blocks;
			target = retarget(target, moments);
		}

		expect(averageMs, 'the time per block, five periods after hash power tripled').toBeGreaterThan(8_500);
		expect(averageMs, 'the time per block, five periods after hash power tripled').toBeLessThan(11_500);
	});
});
