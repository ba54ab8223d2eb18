import { describe, expect, it } from 'vitest';
import { wrap } from './text-wrap.ts';

const TEXT = 'The quick brown fox jumps over the lazy dog and runs away';

describe('wrap', () => {
	it('leaves short text alone', () => {
		expect(wrap('hello', { width: 10 })).toBe('hello');
	});

	it('breaks between words', () => {
		expect(wrap(TEXT, { width: 20 }).split('\n')).toEqual([
			'The quick brown fox',
			'jumps over the lazy',
			'dog and runs away'
		]);
	});

	it('never exceeds the width', () => {
		for (const width of [5, 8, 13, 21]) {
			for (const line of wrap(TEXT, { width }).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
		}
	});

	it('breaks a word that is too long', () => {
		expect(wrap('abcdefghij k', { width: 4 })).toBe('abcd\nefgh\nij k');
	});

	it('keeps paragraphs apart', () => {
		expect(wrap('one\ntwo\n\nthree', { width: 20 })).toBe('one two\n\nthree');
	});

	it('indents', () => {
		expect(wrap('a b c d', { width: 5, indent: '  ' })).toBe('  a b\n  c d');
	});

	it.each([
		['right', '   one two\n     three'],
		['center', ' one two\n  three'],
		['justify', 'one    two\nthree']
	] as const)('aligns %s', (align, expected) => {
		expect(wrap('one two three', { width: 10, align })).toBe(expected);
	});

	it('spreads spaces from the left', () => {
		expect(wrap('a b c ddddd', { width: 8, align: 'justify' })).toBe(
			'a  b   c\nddddd'.replace('a  b   c', 'a   b  c')
		);
	});

	it('needs room', () => {
		expect(() => wrap('x', { width: 2, indent: '  ' })).toThrow(RangeError);
	});
});
