import { describe, expect, test } from 'vitest';
import { attackSuccess, confirmationsNeeded, strategy } from '../attack.ts';
import { successRate } from '../race.ts';

describe('1. Attack', () => {
	test('attacks succeed as often as theory says', () => {
		// The exact chances (M. Rosenfeld, 2014). So many attacks keep 0.1 more than four standard deviations away.
		const exact = [
			{ q: 0.3, confirmations: 2, chance: 0.432, attacks: 400 },
			{ q: 0.3, confirmations: 6, chance: 0.1564, attacks: 220 },
			{ q: 0.45, confirmations: 6, chance: 0.7337, attacks: 320 }
		];
		for (const { q, confirmations, chance, attacks } of exact) {
			const rate = successRate(strategy, q, confirmations, attacks);
			const what = `${q * 100} % of the hash power, ${confirmations} confirmations: ${rate.toFixed(2)} of attacks succeed`;
			expect(Math.abs(rate - chance), what).toBeLessThan(0.1);
		}
	});
});

describe('2. The chance', () => {
	test('with half of the hash power it is certain', () => {
		expect(attackSuccess(0.5, 6), 'with half of the hash power').toBe(1);
		expect(attackSuccess(0.6, 6), 'with more than half of the hash power').toBe(1);
	});
});

describe('3. How long to wait', () => {
	test('a risk that is met exactly is not enough', () => {
		const risk = attackSuccess(0.2, 4);

		expect(confirmationsNeeded(0.2, risk), 'when the chance after 4 equals the risk').toBe(5);
	});

	test('against half of the hash power no number helps', () => {
		expect(confirmationsNeeded(0.5, 0.001), 'against half of the hash power').toBeNull();
	});
});
