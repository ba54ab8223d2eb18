import { describe, expect, test } from 'vitest';
import { firstOk, mapPool } from './promise-pool.ts';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('mapPool', () => {
	test('keeps the order of the items', async () => {
		const results = await mapPool([9, 1, 4], 3, async (ms) => {
			await sleep(ms);
			return ms * 2;
		});
		expect(results).toEqual([
			{ ok: true, value: 18 },
			{ ok: true, value: 2 },
			{ ok: true, value: 8 }
		]);
	});

	test.each([1, 2, 5])('runs no more than %d at a time', async (limit) => {
		let running = 0;
		let most = 0;
		await mapPool(new Set([1, 2, 3, 4, 5, 6, 7, 8]), limit, async () => {
			most = Math.max(most, ++running);
			await sleep(1);
			running--;
		});
		expect(most).toBe(limit);
	});

	test('keeps failures apart', async () => {
		const [good, bad] = await mapPool(['a', 'b'], 2, async (name, index) => {
			if (index === 1) throw new Error(`no ${name}`);
			return name;
		});
		expect(good).toStrictEqual({ ok: true, value: 'a' });
		expect(bad).toMatchObject({ ok: false, error: expect.objectContaining({ message: 'no b' }) });
	});

	test('takes no items', async () => {
		await expect(mapPool([], 4, async () => 1)).resolves.toHaveLength(0);
	});

	test('refuses no lanes', async () => {
		await expect(mapPool([1], 0, async () => 1)).rejects.toThrow(RangeError);
	});
});

describe('firstOk', () => {
	test('stops at the first that works', async () => {
		const tried: number[] = [];
		const value = await firstOk(
			[1, 2, 3].map((each) => async () => {
				tried.push(each);
				if (each < 2) throw new Error('no');
				return each;
			})
		);
		expect(value).toBe(2);
		expect(tried).toEqual([1, 2]);
	});

	test('collects all errors', async () => {
		const failing = () => Promise.reject(new TypeError('down'));
		await expect(firstOk([failing, failing])).rejects.toMatchObject({
			message: 'all 2 attempts failed',
			errors: { length: 2 }
		});
	});
});
