import { describe, expect, test } from 'vitest';
import { compare, parse, satisfies } from './semver.ts';

describe('parse', () => {
	test('reads all parts', () => {
		expect(parse('v1.20.3-beta.2+build.7')).toEqual({ major: 1, minor: 20, patch: 3, pre: ['beta', 2] });
	});

	test.each(['', '1', '1.2', '01.2.3', '1.2.3-', 'a.b.c', '1.2.3.4'])('refuses “%s”', (text) => {
		expect(() => parse(text)).toThrow('Invalid version');
	});
});

describe('compare', () => {
	test('follows the order of the specification', () => {
		const ordered = [
			'1.0.0-alpha',
			'1.0.0-alpha.1',
			'1.0.0-alpha.beta',
			'1.0.0-beta',
			'1.0.0-beta.2',
			'1.0.0-beta.11',
			'1.0.0-rc.1',
			'1.0.0',
			'1.0.1',
			'1.2.0',
			'1.10.0',
			'2.0.0'
		];
		const shuffled = [...ordered].sort((a, b) => a.length - b.length).reverse();
		expect(shuffled.toSorted(compare)).toEqual(ordered);
	});

	test('ignores build data', () => {
		expect(compare('1.0.0+a', '1.0.0+b')).toBe(0);
	});
});

describe('satisfies', () => {
	test.each([
		['1.4.2', '^1.2.0', true],
		['2.0.0', '^1.2.0', false],
		['0.2.9', '^0.2.3', true],
		['0.3.0', '^0.2.3', false],
		['0.0.4', '^0.0.3', false],
		['1.2.9', '~1.2.3', true],
		['1.3.0', '~1.2.3', false],
		['1.5.0', '>=1.0.0 <2.0.0', true],
		['2.0.0', '>=1.0.0 <2.0.0', false],
		['3.1.4', '^1.0.0 || ^3.0.0', true],
		['9.9.9', '*', true],
		['1.0.0', '=1.0.0', true]
	])('%s in %s: %s', (version, range, expected) => {
		expect(satisfies(version, range)).toBe(expected);
	});
});
