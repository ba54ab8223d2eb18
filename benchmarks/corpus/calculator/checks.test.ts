import { beforeEach, describe, expect, test } from 'vitest';
import { Calculator } from './calculator.ts';
import { CalculationError, tokenize } from './tokens.ts';

let calculator: Calculator;

beforeEach(() => {
	calculator = new Calculator();
});

describe('tokens', () => {
	test('have kinds and places', () => {
		expect([...tokenize('x + 1.5e3')]).toEqual([
			{ kind: 'name', name: 'x', at: 0 },
			{ kind: 'symbol', symbol: '+', at: 1 },
			{ kind: 'number', value: 1500, at: 3 }
		]);
	});

	test('none in spaces', () => {
		expect(Array.from(tokenize('   '))).toEqual([]);
	});
});

describe('evaluate', () => {
	test.each([
		['1 + 2 * 3', 7],
		['(1 + 2) * 3', 9],
		['2 ^ 3 ^ 2', 512],
		['-2 ^ 2', -4],
		['10 - 4 - 3', 3],
		['8 / 4 / 2', 1],
		['2 * -3', -6],
		['max(1, 5, 3) - min(4, 2)', 3],
		['sqrt(16) + sum()', 4],
		['--5', 5]
	])('%s is %d', (text, expected) => {
		expect(calculator.evaluate(text)).toBe(expected);
	});

	test('knows fractions', () => {
		expect(calculator.evaluate('0.1 + 0.2')).toBeCloseTo(0.3, 10);
		expect(calculator.evaluate('2 * pi')).toBeCloseTo(6.283, 3);
	});

	test('remembers', () => {
		calculator.evaluate('x = 4');
		expect(calculator.evaluate('y = x * 2')).toBe(8);
		expect(calculator.evaluate('x + y')).toBe(12);
	});
});

describe('what cannot be evaluated', () => {
	test.each([
		['1 +', 'expected a value (at 2)'],
		['(1', 'expected ) (at 2)'],
		['1 2', 'expected an operator'],
		['nope', 'nope has no value'],
		['nope(1)', 'there is no nope()'],
		['1 $ 2', 'unexpected "$"'],
		['toString(1)', 'no toString()']
	])('%s: %s', (text, message) => {
		expect(() => calculator.evaluate(text)).toThrow(CalculationError);
		expect(() => calculator.evaluate(text)).toThrow(message);
	});
});
