import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { debounce, throttle } from './debounce.ts';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

describe('debounce', () => {
	test('waits for quiet', () => {
		const work = vi.fn();
		const save = debounce(work, { waitMs: 100 });
		save('a');
		vi.advanceTimersByTime(90);
		save('b');
		vi.advanceTimersByTime(99);
		expect(work).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(work.mock.calls).toEqual([['b']]);
	});

	test('does not wait for ever', () => {
		const work = vi.fn();
		const save = debounce(work, { waitMs: 100, maxWaitMs: 250 });
		for (let at = 0; at < 300; at += 50) {
			save(at);
			vi.advanceTimersByTime(50);
		}
		expect(work).toHaveBeenCalledTimes(1);
		expect(work).toHaveBeenCalledWith(200);
	});

	test('can be cancelled', () => {
		const work = vi.fn();
		const save = debounce(work, { waitMs: 10 });
		save();
		expect(save.isPending).toBe(true);
		save.cancel();
		vi.runAllTimers();
		expect(work).not.toHaveBeenCalled();
		expect(save.isPending).toBe(false);
	});

	test('can be hurried', () => {
		const work = vi.fn();
		const save = debounce(work, { waitMs: 10 });
		save(1);
		save.flush();
		expect(work).toHaveBeenLastCalledWith(1);
		vi.advanceTimersByTime(100);
		expect(work).toHaveBeenCalledOnce();
	});

	test('leaves no timer behind', () => {
		const save = debounce(() => undefined, { waitMs: 10 });
		save();
		expect(vi.getTimerCount()).toBe(1);
		vi.advanceTimersByTime(10);
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('throttle', () => {
	test('calls at once, then at most once a while', () => {
		const work = vi.fn();
		const move = throttle(work, 100);
		for (let x = 1; x <= 5; x++) {
			move(x);
			vi.advanceTimersByTime(30);
		}
		vi.runAllTimers();
		expect(work).toHaveBeenNthCalledWith(1, 1);
		expect(work).toHaveBeenNthCalledWith(2, 4);
		expect(work.mock.calls.length).toBeGreaterThan(1);
	});
});
