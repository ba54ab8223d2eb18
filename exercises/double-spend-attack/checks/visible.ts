import { describe, expect, test } from 'vitest';
import { attackSuccess, confirmationsNeeded, strategy } from '../attack.ts';

const view = (secretBlocks: number, honestBlocks: number, confirmations: number) => ({
	secretBlocks,
	honestBlocks,
	confirmations
});

describe('1. Attack', () => {
	test('the secret branch stays secret until the goods are shipped', () => {
		expect(strategy(view(3, 1, 2)), '3 blocks against 1, and the shop waits for 2').toBe('wait');
	});

	test('a lead alone is no reason to publish', () => {
		expect(strategy(view(2, 1, 5)), '2 blocks against 1, and the shop waits for 5').toBe('wait');
	});

	test('the moment is used as soon as the goods are shipped', () => {
		expect(strategy(view(3, 2, 2)), '3 blocks against 2, and the shop waits for 2').toBe('publish');
	});

	test('a branch that is only as long is not published', () => {
		expect(strategy(view(2, 2, 2)), '2 blocks against 2, and the shop waits for 2').toBe('wait');
	});

	test('the attacker is patient while it is behind', () => {
		expect(strategy(view(1, 4, 2)), '1 block against 4, and the shop waits for 2').toBe('wait');
	});
});

describe('2. The chance', () => {
	test('it has the values of the whitepaper', () => {
		expect(attackSuccess(0.1, 5), 'with a tenth of the hash power, after 5').toBeCloseTo(0.0009137, 6);
		expect(attackSuccess(0.3, 10), 'with three tenths of the hash power, after 10').toBeCloseTo(0.0416605, 6);
	});
});

describe('3. How long to wait', () => {
	test('it has the table of the whitepaper', () => {
		const shares = [0.1, 0.15, 0.2, 0.25, 0.3, 0.35];

		const needed = shares.map((q) => confirmationsNeeded(q, 0.001));

		expect(needed, 'for a risk below 0.1 %, against 10, 15, 20, 25, 30 and 35 %').toEqual([
			5, 8, 11, 15, 24, 41
		]);
	});
});
