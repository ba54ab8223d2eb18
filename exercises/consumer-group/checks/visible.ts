import { describe, expect, test } from 'vitest';
import { countsOf, runDay } from '../day.ts';

/** The orders that were not handled exactly once, in words. */
function wrongOf(handled: readonly string[]): string[] {
	return [...countsOf(handled)]
		.filter(([, count]) => count !== 1)
		.map(([id, count]) => `order ${id}: ${count} times`);
}

describe('1. Pack each order once', () => {
	test('three packers share the orders of a day', async () => {
		const day = await runDay({ 'packer-1': 0, 'packer-2': 0, 'packer-3': 0 });

		expect(wrongOf(day.packed), 'the orders that were not packed exactly once').toEqual([]);
	});

	test('three partitions keep three packers busy, and a fourth has nothing to do', async () => {
		const day = await runDay({ 'packer-1': 0, 'packer-2': 0, 'packer-3': 0, 'packer-4': 0 });

		const packers = new Set(day.packed.map((each) => each.split(' ')[0]));
		expect(packers.size, `how many of four packers packed something: ${[...packers].join(', ')}`).toBe(3);
	});
});

describe('2. Mail each order, too', () => {
	test('the mail of a day has every order once, while three others pack', async () => {
		const day = await runDay({ 'packer-1': 0, 'packer-2': 0, 'packer-3': 0, 'mailer-1': 0 });

		expect(wrongOf(day.mailed), 'the orders that were not mailed exactly once').toEqual([]);
		expect(wrongOf(day.packed), 'the orders that were not packed exactly once').toEqual([]);
	});
});
