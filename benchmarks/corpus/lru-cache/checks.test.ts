import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LruCache } from './lru-cache.ts';

describe('LruCache', () => {
	it('remembers', () => {
		const cache = new LruCache<string, number>({ capacity: 2 }).set('a', 1);
		expect(cache.get('a')).toBe(1);
		expect(cache.get('b')).toBeUndefined();
		expect(cache).toMatchObject({ hits: 1, misses: 1, size: 1 });
	});

	it('forgets the oldest', () => {
		const cache = new LruCache<string, number>({ capacity: 2 }).set('a', 1).set('b', 2).set('c', 3);
		expect([...cache.keys()]).toEqual(['b', 'c']);
	});

	it('keeps what was asked for', () => {
		const cache = new LruCache<string, number>({ capacity: 2 }).set('a', 1).set('b', 2);
		cache.get('a');
		cache.set('c', 3);
		expect(cache.has('a')).toBe(true);
		expect(cache.has('b')).toBe(false);
	});

	it('replaces a value without growing', () => {
		const cache = new LruCache<string, number>({ capacity: 2 }).set('a', 1).set('a', 2);
		expect(cache.size).toBe(1);
		expect(cache.get('a')).toBe(2);
	});

	it('tells what it evicts', () => {
		const onEvict = vi.fn();
		new LruCache<string, number>({ capacity: 1, onEvict }).set('a', 1).set('b', 2).set('c', 3);
		expect(onEvict).toHaveBeenCalledTimes(2);
		expect(onEvict).toHaveBeenNthCalledWith(1, 'a', 1);
		expect(onEvict).toHaveBeenLastCalledWith('b', 2);
	});

	it('deletes', () => {
		const cache = new LruCache<object, string>({ capacity: 3 });
		const key = {};
		cache.set(key, 'x');
		expect([cache.delete(key), cache.delete(key)]).toEqual([true, false]);
	});
});

describe('with a time to live', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('forgets after that time', () => {
		const cache = new LruCache<string, number>({ capacity: 2, ttlMs: 100 }).set('a', 1);
		vi.advanceTimersByTime(99);
		expect(cache.get('a')).toBe(1);
		vi.advanceTimersByTime(1);
		expect(cache.get('a')).toBeUndefined();
		expect(cache.size).toBe(0);
	});
});
