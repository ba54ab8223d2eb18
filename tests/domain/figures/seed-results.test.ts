import { describe, expect, test } from 'vitest';
import {
	columnsFor,
	placeAfterKey,
	seedSentence,
	seedsSentence,
	type SeedResult
} from '#lib/client/figures/seed-results.ts';

const passed = (count: number): SeedResult[] =>
	Array.from({ length: count }, (_, place) => ({ seed: place + 1, state: 'passed' as const }));
const failed: SeedResult = { seed: 77, state: 'failed', sentence: 'charged:4 is 20, expected 10.' };

describe('what a grid of seeds says', () => {
	test.each<[SeedResult[], string]>([
		[[], 'No schedules have run yet.'],
		[passed(200), 'Passed all 200 schedules.'],
		[[...passed(198), failed, failed], 'Passed 198 of 200 schedules.'],
		[[...passed(3), failed, { seed: 9, state: 'waiting' }], '4 of 5 schedules have run: 3 passed, 1 failed.'],
		[passed(2).map(({ seed }) => ({ seed, state: 'waiting' as const })), 'None of 2 schedules has run yet.']
	])('sums up %#', (results, sentence) => {
		expect(seedsSentence(results)).toBe(sentence);
	});

	test('names what broke first', () => {
		expect(seedSentence(failed)).toBe('Seed 77: failed. charged:4 is 20, expected 10.');
	});
});

describe('the grid', () => {
	test('has rows that can be counted, as long as the page allows', () => {
		expect(columnsFor(200, 1000, 20)).toBe(50);
		expect(columnsFor(200, 358, 20)).toBe(15);
		expect(columnsFor(20, 1000, 20)).toBe(5);
		expect(columnsFor(3, 10, 20)).toBe(1);
	});

	test('is walked with arrows and never left by them', () => {
		const keys = ['ArrowRight', 'ArrowDown', 'End', 'Home', 'PageDown', 'ArrowUp', 'Tab'];

		expect(keys.map((key) => placeAfterKey(key, 12, 10, 25))).toEqual([13, 22, 19, 10, 22, 2, null]);
		expect(placeAfterKey('ArrowDown', 19, 10, 25)).toBe(19);
		expect(placeAfterKey('ArrowLeft', 0, 10, 25)).toBe(0);
	});
});
