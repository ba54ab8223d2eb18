import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { delayOf, GaveUp, retry } from './retry.ts';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

describe('delayOf', () => {
	it.each([
		[1, 100],
		[2, 200],
		[3, 400],
		[4, 800],
		[5, 1000],
		[9, 1000]
	])('waits after attempt %d for %d ms', (attempt, ms) => {
		expect(delayOf(attempt, { attempts: 9, baseMs: 100, maxMs: 1000 })).toBe(ms);
	});
});

describe('retry', () => {
	it('does not wait for what works', async () => {
		const work = vi.fn().mockResolvedValue('done');
		await expect(retry(work, { attempts: 3, baseMs: 100 })).resolves.toBe('done');
		expect(work).toHaveBeenCalledTimes(1);
	});

	it('tries again', async () => {
		const onWait = vi.fn();
		const work = vi.fn(async (attempt: number) => {
			if (attempt < 3) throw new Error('busy');
			return attempt;
		});
		const result = retry(work, { attempts: 5, baseMs: 10, onWait });
		await vi.runAllTimersAsync();
		expect(await result).toBe(3);
		expect(onWait.mock.calls).toEqual([
			[10, 1],
			[20, 2]
		]);
	});

	it('gives up, and says why', async () => {
		const cause = new Error('still busy');
		const result = retry(() => Promise.reject(cause), { attempts: 2, baseMs: 5 }).catch(
			(error: unknown) => error
		);
		await vi.advanceTimersByTimeAsync(100);
		const error = await result;
		expect(error).toBeInstanceOf(GaveUp);
		expect(error).toMatchObject({ attempts: 2, cause });
	});

	it('lets go of what will not get better', async () => {
		const work = vi.fn(() => Promise.reject(new TypeError('wrong')));
		await expect(
			retry(work, { attempts: 5, baseMs: 5, shouldRetry: (error) => !(error instanceof TypeError) })
		).rejects.toThrow(TypeError);
		expect(work).toHaveBeenCalledOnce();
	});
});
