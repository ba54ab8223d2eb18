import { describe, expect, test } from 'vitest';
import { checkDigit, isIban, isIsbn, isLuhn } from './checksums.ts';

describe('isLuhn', () => {
	test.each(['059', '59', '055 444 285', '4539 3195 0343 6467', '234 567 891 234', '0000 0'])(
		'takes %s',
		(text) => {
			expect(isLuhn(text)).toBe(true);
		}
	);

	test.each(['1', '0', '055 444 286', '8273 1232 7352 0569', '059a', '055-444-285', '', ' '])(
		'refuses “%s”',
		(text) => {
			expect(isLuhn(text)).toBe(false);
		}
	);
});

test.each([
	['3-598-21508-8', true],
	['3-598-21507-X', true],
	['3-598-21508-9', false],
	['3-598-2X507-9', false],
	['978-0-306-40615-7', true],
	['978-0-306-40615-8', false],
	['', false]
])('ISBN %s: %s', (text, expected) => {
	expect(isIsbn(text)).toBe(expected);
});

test.each([
	['GB82 WEST 1234 5698 7654 32', true],
	['DE89370400440532013000', true],
	['GB82 WEST 1234 5698 7654 33', false],
	['XX', false]
])('IBAN %s: %s', (text, expected) => {
	expect(isIban(text)).toBe(expected);
});

describe('checkDigit', () => {
	test('makes a number right', () => {
		expect(checkDigit('7992739871')).toBe(3);
		for (const text of ['1', '42', '123456789']) expect(text + checkDigit(text)).toSatisfy(isLuhn);
	});

	test('needs digits', () => {
		expect(() => checkDigit('12a')).toThrowError(new SyntaxError('12a is not a number'));
	});
});
