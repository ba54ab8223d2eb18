import { describe, expect, it } from 'vitest';
import { Trie } from './trie.ts';

const WORDS = ['tea', 'ten', 'to', 'team', 'inn', 'in', 'i', 'über'];

describe('Trie', () => {
	it('holds words, not prefixes', () => {
		const trie = new Trie(WORDS);
		expect(WORDS.every((word) => trie.has(word))).toBe(true);
		expect(['t', 'te', 'teams', ''].some((word) => trie.has(word))).toBe(false);
	});

	it('adds once', () => {
		const trie = new Trie();
		expect([trie.add('a'), trie.add('a')]).toEqual([true, false]);
		expect(trie.size).toBe(1);
	});

	it('counts by prefix', () => {
		const trie = new Trie(WORDS);
		expect(['te', 'i', 'x', ''].map((prefix) => trie.countOf(prefix))).toEqual([3, 3, 0, 8]);
	});

	it('completes', () => {
		expect([...new Trie(WORDS).startingWith('te')]).toEqual(['tea', 'team', 'ten']);
		expect([...new Trie(WORDS).startingWith('q')]).toHaveLength(0);
	});

	it('deletes and forgets the way', () => {
		const trie = new Trie(WORDS);
		expect(trie.delete('team')).toBe(true);
		expect(trie.has('tea')).toBe(true);
		expect(trie.delete('team')).toBe(false);
		expect(trie.delete('in')).toBe(true);
		expect([...trie.startingWith('i')]).toEqual(['i', 'inn']);
		expect(trie.size).toBe(6);
	});

	it.each([
		['inning', 'inn'],
		['teams', 'team'],
		['tomato', 'to'],
		['xyz', null]
	])('finds the longest in %s', (text, longest) => {
		expect(new Trie(WORDS).longestIn(text)).toBe(longest);
	});

	it('knows letters beyond ASCII', () => {
		const trie = new Trie(['😀a', '😀b', 'Ärger']);
		expect(trie.countOf('😀')).toBe(2);
		expect(trie.has('Ärger')).toBeTruthy();
	});
});
