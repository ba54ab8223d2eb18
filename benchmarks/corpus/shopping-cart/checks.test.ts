import { describe, expect, it } from 'vitest';
import { Cart } from './cart.ts';
import { above, everyNthFree, percentOff } from './discounts.ts';

describe('a cart', () => {
	it('adds up', () => {
		const receipt = new Cart().add('F1', 2).add('B1').checkOut();
		expect(receipt).toEqual({
			lines: [
				{ name: 'Bread', quantity: 2, cents: 700 },
				{ name: 'Novel', quantity: 1, cents: 1_200 }
			],
			discounts: [],
			taxCents: 60,
			totalCents: 1_960
		});
	});

	it('joins lines', () => {
		const cart = new Cart().add('F1').add('B1').add('F1', 3);
		expect(cart.count).toBe(5);
		expect(cart.checkOut().lines).toHaveLength(2);
	});

	it('takes out', () => {
		const cart = new Cart().add('F1', 3).add('T1');
		expect(cart.remove('F1', 2).count).toBe(2);
		expect(cart.remove('F1').remove('nope').count).toBe(1);
	});

	it('refuses what is not sold', () => {
		expect(() => new Cart().add('X9')).toThrow('no product X9');
		expect(() => new Cart().add('F1', 0)).toThrow(RangeError);
		expect(() => new Cart().checkOut()).toThrow(/empty/);
	});
});

describe('discounts', () => {
	it('take percents off a category', () => {
		const { discounts } = new Cart([percentOff('book', 10)]).add('B1').add('B2').add('F1').checkOut();
		expect(discounts).toEqual([{ name: '10 % off book', cents: 570 }]);
	});

	it.each([
		[2, 0],
		[3, 1_999],
		[5, 1_999],
		[6, 3_998]
	])('%d puzzles save %d', (quantity, cents) => {
		const receipt = new Cart([everyNthFree('T1', 3)]).add('T1', quantity).checkOut();
		expect(receipt.discounts.reduce((sum, discount) => sum + discount.cents, 0)).toBe(cents);
	});

	it('apply above a limit only', () => {
		const cart = () => new Cart([above(1_000, 100)]);
		expect(cart().add('F1', 2).checkOut().discounts).toHaveLength(0);
		expect(cart().add('F1', 3).checkOut()).toMatchObject({
			totalCents: 950,
			discounts: [expect.objectContaining({ cents: 100 })]
		});
	});

	it('lower the tax', () => {
		const full = new Cart().add('T1', 2).checkOut();
		const half = new Cart([percentOff('toy', 50)]).add('T1', 2).checkOut();
		expect(half.taxCents).toBeCloseTo(full.taxCents / 2, -1);
		expect(half.totalCents).toBeLessThan(full.totalCents);
	});

	it('never pay out', () => {
		expect(new Cart([above(0, 9_999)]).add('F1').checkOut().totalCents).toBe(0);
	});
});
