import { describe, expect, test, vi } from 'vitest';
import { batch, cell, computed } from './store.ts';

describe('a cell', () => {
	test('holds a value', () => {
		const count = cell(1);
		count.set(2);
		count.update((value) => value * 5);
		expect(count.get()).toBe(10);
	});

	test('tells who listens', () => {
		const count = cell('a');
		const listener = vi.fn();
		const stop = count.subscribe(listener);
		count.set('b');
		stop();
		count.set('c');
		expect(listener.mock.calls).toEqual([['b']]);
	});

	test('says nothing when nothing changes', () => {
		const value = cell<number | null>(Number.NaN);
		const listener = vi.fn();
		value.subscribe(listener);
		value.set(Number.NaN);
		value.set(null);
		value.set(null);
		expect(listener).toHaveBeenCalledExactlyOnceWith(null);
	});
});

describe('a computed cell', () => {
	test('follows its sources', () => {
		const [width, height] = [cell(2), cell(3)];
		const area = computed(() => width.get() * height.get());
		expect(area.get()).toBe(6);
		width.set(10);
		expect(area.get()).toBe(30);
	});

	test('is lazy, and computed once', () => {
		const source = cell(1);
		const compute = vi.fn(() => source.get() + 1);
		const next = computed(compute);
		expect(compute).not.toHaveBeenCalled();
		expect([next.get(), next.get()]).toEqual([2, 2]);
		expect(compute).toHaveBeenCalledTimes(1);
	});

	test('chains', () => {
		const base = cell(1);
		const double = computed(() => base.get() * 2);
		const text = computed(() => `is ${double.get()}`);
		const listener = vi.fn();
		text.subscribe(listener);
		base.set(4);
		expect(listener).toHaveBeenCalledWith('is 8');
	});

	test('forgets what it no longer reads', () => {
		const [isOn, value] = [cell(true), cell(1)];
		const compute = vi.fn(() => (isOn.get() ? value.get() : 0));
		const shown = computed(compute);
		shown.subscribe(() => undefined);
		isOn.set(false);
		value.set(2);
		value.set(3);
		expect(compute.mock.calls.length).toBeLessThanOrEqual(2);
		expect(shown.get()).toBe(0);
	});

	test('tells only a change', () => {
		const source = cell(1);
		const isPositive = computed(() => source.get() > 0);
		const listener = vi.fn();
		isPositive.subscribe(listener);
		source.set(5);
		source.set(-5);
		expect(listener).toHaveBeenCalledTimes(1);
		expect(listener).toHaveBeenLastCalledWith(false);
	});
});

describe('batch', () => {
	test('tells once', () => {
		const count = cell(0);
		const listener = vi.fn();
		count.subscribe(listener);
		batch(() => {
			for (let each = 1; each <= 5; each++) count.set(each);
			expect(listener).not.toHaveBeenCalled();
		});
		expect(listener.mock.calls).toStrictEqual([[5]]);
	});

	test('tells even when its work throws', () => {
		const count = cell(0);
		const listener = vi.fn();
		count.subscribe(listener);
		expect(() =>
			batch(() => {
				count.set(1);
				throw new Error('stop');
			})
		).toThrow('stop');
		expect(listener).toHaveBeenCalledWith(1);
	});
});
