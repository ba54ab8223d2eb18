import { describe, expect, test } from 'vitest';
import { fromRoman, toRoman } from './roman.ts';

describe('toRoman', () => {
	test.each([
		[1, 'I'],
		[4, 'IV'],
		[9, 'IX'],
		[14, 'XIV'],
		[40, 'XL'],
		[90, 'XC'],
		[400, 'CD'],
		[1994, 'MCMXCIV'],
		[3999, 'MMMCMXCIX']
	])('writes %d as %s', (value, text) => {
		expect(toRoman(value)).toBe(text);
	});

	test.each([0, -3, 4000, 1.5, Number.NaN])('refuses %d', (value) => {
		expect(() => toRoman(value)).toThrow(RangeError);
	});
});

describe('fromRoman', () => {
	test('undoes toRoman', () => {
		for (const value of [1, 49, 444, 999, 2024, 3888]) expect(fromRoman(toRoman(value))).toBe(value);
	});

	test.each(['', 'IIII', 'VX', 'ABC', 'IM', 'MCMC'])('refuses %s', (text) => {
		expect(() => fromRoman(text)).toThrow(/not a Roman numeral/);
	});
});
