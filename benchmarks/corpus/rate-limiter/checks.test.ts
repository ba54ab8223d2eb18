import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

beforeEach(() => {
	vi.useFakeTimers();
	vi.setSystemTime(new Date('2024-01-01T00:00:00Z'));
});

afterEach(() => {
	vi.useRealTimers();
});

describe('take', () => {
	test('counts down', () => {
		const limiter = new RateLimiter({ tokens: 3, refillMs: 1000 });
		expect([1, 2, 3].map(() => limiter.take('ada'))).toEqual([
			{ allowed: true, left: 2 },
			{ allowed: true, left: 1 },
			{ allowed: true, left: 0 }
		]);
	});

	test('says when to come again', () => {
		const limiter = new RateLimiter({ tokens: 1, refillMs: 1000 });
		limiter.take('ada');
		vi.advanceTimersByTime(400);
		expect(limiter.take('ada')).toStrictEqual({ allowed: false, retryAfterMs: 600 });
	});

	test('refills with time', () => {
		const limiter = new RateLimiter({ tokens: 2, refillMs: 500 });
		limiter.take('ada', 2);
		vi.advanceTimersByTime(1000);
		expect(limiter.take('ada', 2)).toHaveProperty('allowed', true);
	});

	test('never holds more than its tokens', () => {
		const limiter = new RateLimiter({ tokens: 2, refillMs: 10 });
		limiter.take('ada');
		vi.advanceTimersByTime(60_000);
		expect(limiter.take('ada', 3)).toMatchObject({ allowed: false });
	});

	test('keeps keys apart', () => {
		const limiter = new RateLimiter({ tokens: 1, refillMs: 1000 });
		limiter.take('ada');
		expect(limiter.take('ada').allowed).toBe(false);
		expect(limiter.take('bob').allowed).toBe(true);
	});
});

describe('wait', () => {
	test('lets pass at once while there are tokens', async () => {
		await expect(new RateLimiter({ tokens: 1, refillMs: 1000 }).wait('ada')).resolves.toBe(0);
	});

	test('waits for the next token', async () => {
		const limiter = new RateLimiter({ tokens: 1, refillMs: 1000 });
		limiter.take('ada');
		const passed = vi.fn();
		void limiter.wait('ada').then(passed);
		await vi.advanceTimersByTimeAsync(999);
		expect(passed).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(passed).toHaveBeenCalledWith(1000);
	});
});
