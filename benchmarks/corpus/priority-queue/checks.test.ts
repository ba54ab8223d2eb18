import { describe, expect, test } from 'vitest';
import { PriorityQueue } from './priority-queue.ts';

describe('PriorityQueue', () => {
	test('begins empty', () => {
		const queue = new PriorityQueue<string>();
		expect(queue.size).toBe(0);
		expect(queue.peek()).toBeUndefined();
		expect(queue.pop()).toBeUndefined();
	});

	test('gives the smallest first', () => {
		const queue = new PriorityQueue<string>().push('c', 3).push('a', 1).push('b', 2);
		expect(queue.peek()).toBe('a');
		expect([...queue.drain()]).toEqual(['a', 'b', 'c']);
	});

	test('keeps the order of equals', () => {
		const queue = new PriorityQueue<string>();
		for (const name of 'abcdefg') queue.push(name);
		queue.push('first', -1);
		expect(Array.from(queue.drain()).join(' ')).toBe('first a b c d e f g');
	});

	test('takes items between', () => {
		const queue = new PriorityQueue<number>().push(5, 5).push(1, 1);
		expect(queue.pop()).toBe(1);
		queue.push(3, 3).push(9, 9);
		expect([queue.pop(), queue.pop(), queue.pop(), queue.pop()]).toStrictEqual([3, 5, 9, undefined]);
	});

	test('sorts', () => {
		const numbers = Array.from({ length: 60 }, (_, index) => (index * 37) % 61);
		const queue = new PriorityQueue<number>();
		for (const each of numbers) queue.push(each, each);
		expect([...queue.drain()]).toEqual(numbers.toSorted((a, b) => a - b));
		expect(queue.size).toBe(0);
	});
});
