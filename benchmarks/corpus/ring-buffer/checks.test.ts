import { describe, expect, it } from 'vitest';
import { BufferEmptyError, BufferFullError, RingBuffer } from './ring-buffer.ts';

const filled = (capacity: number, ...items: string[]) => {
	const buffer = new RingBuffer<string>(capacity);
	for (const item of items) buffer.forceWrite(item);
	return buffer;
};

describe('RingBuffer', () => {
	it('cannot be read when empty', () => {
		expect(() => new RingBuffer<number>(1).read()).toThrow(BufferEmptyError);
	});

	it('gives items back in order', () => {
		const buffer = filled(2, '1', '2');
		expect([buffer.read(), buffer.read()]).toEqual(['1', '2']);
		expect(buffer.size).toBe(0);
	});

	it('refuses more than it holds', () => {
		const buffer = filled(1, '1');
		expect(() => buffer.write('2')).toThrow(BufferFullError);
	});

	it('frees a slot by reading', () => {
		const buffer = filled(1, '1');
		buffer.read();
		buffer.write('2');
		expect(buffer.read()).toBe('2');
	});

	it('drops the oldest when forced', () => {
		expect([...filled(3, 'a', 'b', 'c', 'd', 'e')]).toEqual(['c', 'd', 'e']);
	});

	it('is empty after clear', () => {
		const buffer = filled(2, 'a');
		buffer.clear();
		expect([...buffer]).toHaveLength(0);
		expect(() => buffer.read()).toThrow('empty');
	});

	it('keeps falsy items', () => {
		const buffer = new RingBuffer<number | string | null>(3);
		for (const item of [0, '', null]) buffer.write(item);
		expect(Array.from(buffer)).toStrictEqual([0, '', null]);
	});

	it('needs room', () => {
		expect(() => new RingBuffer(0)).toThrow(RangeError);
	});
});
