import { describe, expect, test } from 'vitest';
import { Matrix } from './matrix.ts';

const grid = Matrix.parse(`
	1 2 3
	4 5 6
`);

describe('a matrix', () => {
	test('is read from text', () => {
		expect(grid.rows).toEqual([
			[1, 2, 3],
			[4, 5, 6]
		]);
		expect([grid.height, grid.width]).toEqual([2, 3]);
	});

	test('prints what it read', () => {
		expect(Matrix.parse(`${grid}`)).toStrictEqual(grid);
	});

	test('has cells', () => {
		expect(grid.at(1, 2)).toBe(6);
		expect(() => grid.at(2, 0)).toThrow('no cell 2, 0');
	});

	test('is transposed', () => {
		expect(grid.transposed().toString()).toBe('1 4\n2 5\n3 6');
	});

	test('is multiplied', () => {
		expect(grid.times(grid.transposed()).rows).toEqual([
			[14, 32],
			[32, 77]
		]);
	});

	test('keeps by the identity', () => {
		expect(grid.times(Matrix.identity(3)).rows).toEqual(grid.rows);
	});

	test('refuses a wrong shape', () => {
		expect(() => grid.times(grid)).toThrow(RangeError);
		expect(() => new Matrix([[1], [1, 2]])).toThrow(/one length/);
	});

	test.each([
		[0, 0],
		[1, 1],
		[2, 1],
		[7, 13],
		[10, 55],
		[31, 1346269]
	])('counts Fibonacci: F(%d) is %d', (n, value) => {
		expect(
			new Matrix([
				[1, 1],
				[1, 0]
			])
				.power(n)
				.at(0, 1)
		).toBe(value);
	});

	test('holds fractions', () => {
		expect(new Matrix([[0.1]]).times(new Matrix([[3]])).at(0, 0)).toBeCloseTo(0.3);
	});
});
