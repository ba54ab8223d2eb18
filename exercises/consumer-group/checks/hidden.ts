import { describe, expect, test } from 'vitest';
import { countsOf, runDay } from '../day.ts';

function wrongOf(handled: readonly string[]): string[] {
	return [...countsOf(handled)]
		.filter(([, count]) => count !== 1)
		.map(([id, count]) => `order ${id}: ${count} times`);
}

describe('1. Pack each order once', () => {
	test('a packer that joins late takes over a part, and nothing is packed again', async () => {
		const lateMs = 3_500 + Math.floor(Math.random() * 500);
		const day = await runDay({ 'packer-1': 0, 'packer-2': lateMs });

		expect(wrongOf(day.packed), `with a packer from the start and one from ${lateMs} ms on`).toEqual([]);
		const late = day.packed.filter((each) => each.startsWith('packer-2'));
		expect(late.length, 'how much the late packer packed').toBeGreaterThan(0);
	});
});

describe('2. Mail each order, too', () => {
	test('two mailers share the mail', async () => {
		const day = await runDay({ 'packer-1': 0, 'mailer-1': 0, 'mailer-2': 0 });

		expect(wrongOf(day.mailed), 'the orders that were not mailed exactly once, with two mailers').toEqual([]);
	});
});

describe('3. Lose no early orders', () => {
	test('orders from before the first packer and the first mailer are handled', async () => {
		const firstMs = 2_000 + Math.floor(Math.random() * 2_000);
		const day = await runDay({ 'packer-1': firstMs, 'mailer-1': firstMs });

		expect(wrongOf(day.packed), `the packer started at ${firstMs} ms`).toEqual([]);
		expect(wrongOf(day.mailed), `the mailer started at ${firstMs} ms`).toEqual([]);
	});
});
