import { describe, expect, it } from 'vitest';
import { Money } from './money.ts';

const money = (text: string) => Money.parse(text);

describe('parse and format', () => {
	it.each([
		['0 EUR', '€0.00'],
		['12.5 EUR', '€12.50'],
		['1234567.89 USD', '$1,234,567.89'],
		['1,000 JPY', '¥1,000'],
		['-0.05 EUR', '-€0.05'],
		['3.125 KWD', 'KWD 3.125'],
		['90071992547409931.01 USD', '$90,071,992,547,409,931.01']
	])('%s is %s', (text, formatted) => {
		expect(money(text).format()).toBe(formatted);
	});

	it.each(['', 'EUR', '1.2.3 EUR', '1 eur', '1.234 EUR', '0.5 JPY', '1 XYZ'])('refuses “%s”', (text) => {
		expect(() => money(text)).toThrow();
	});
});

describe('arithmetic', () => {
	it('is exact', () => {
		expect(money('0.10 EUR').plus(money('0.20 EUR'))).toEqual(money('0.30 EUR'));
		expect(money('1 EUR').minus(money('1.01 EUR')).units).toBe(-1n);
	});

	it('does not mix currencies', () => {
		expect(() => money('1 EUR').plus(money('1 USD'))).toThrow(TypeError);
	});

	it.each([
		['2.50 EUR', 1, '€0.02'],
		['3.50 EUR', 1, '€0.04'],
		['10.00 EUR', 19, '€1.90'],
		['-2.50 EUR', 1, '-€0.02'],
		['-0.51 EUR', 50, '-€0.26']
	])('%s at %d percent is %s', (text, percent, expected) => {
		expect(money(text).percent(percent).format()).toBe(expected);
	});

	it('compares', () => {
		const sorted = ['3 EUR', '-1 EUR', '2.99 EUR'].map(money).sort((a, b) => a.compare(b));
		expect(sorted.map((each) => each.format())).toEqual(['-€1.00', '€2.99', '€3.00']);
	});
});

describe('split', () => {
	it('loses nothing', () => {
		expect(
			money('100 EUR')
				.split(1, 1, 1)
				.map((part) => part.format())
		).toEqual(['€33.34', '€33.33', '€33.33']);
		expect(
			money('-0.05 EUR')
				.split(1, 1)
				.map((part) => part.units)
		).toStrictEqual([-3n, -2n]);
	});

	it('follows the shares', () => {
		expect(
			money('10 USD')
				.split(70, 20, 10)
				.map((part) => part.format())
		).toEqual(['$7.00', '$2.00', '$1.00']);
		expect(() => money('10 USD').split()).toThrow(RangeError);
	});
});
