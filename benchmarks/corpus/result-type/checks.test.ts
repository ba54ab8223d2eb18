import { describe, expect, test, vi } from 'vitest';
import { all, attempt, attemptAsync, err, ok, partition } from './result.ts';

const half = (n: number) => (n % 2 === 0 ? ok(n / 2) : err(`${n} is odd`));

describe('ok and err', () => {
	test('know what they are', () => {
		expect(ok(1)).toMatchObject({ ok: true, value: 1 });
		expect(err('no')).toMatchObject({ ok: false, fault: 'no' });
		expect(ok(1)).not.toEqual(err(1));
	});

	test('chain until something is wrong', () => {
		expect(half(8).andThen(half).andThen(half)).toEqual(ok(1));
		expect(half(12).andThen(half).andThen(half)).toEqual(err('3 is odd'));
	});

	test('do not go on after a fault', () => {
		const next = vi.fn();
		half(3).andThen(next);
		half(3).map(next);
		expect(next).not.toHaveBeenCalled();
	});

	test('are changed from the side that is', () => {
		expect(half(4).map((n) => n + 1)).toEqual(ok(3));
		expect(half(5).mapErr((text) => text.length)).toEqual(err(8));
	});

	test('end in a value', () => {
		expect(half(4).unwrapOr(0)).toBe(2);
		expect(half(5).unwrapOr(0)).toBe(0);
		expect(
			[half(2), half(1)].map((each) =>
				each.match({ ok: (n) => `got ${n}`, err: (text) => `failed: ${text}` })
			)
		).toEqual(['got 1', 'failed: 1 is odd']);
	});
});

describe('attempt', () => {
	test('catches', () => {
		expect(attempt(() => JSON.parse('{}'))).toEqual(ok({}));
		expect(attempt(() => JSON.parse('{'))).toHaveProperty('fault', expect.any(SyntaxError));
	});

	test('makes an error of anything thrown', () => {
		const result = attempt(() => {
			throw 'text';
		});
		expect(result).toMatchObject({ ok: false, fault: { message: 'text' } });
	});

	test('waits', async () => {
		await expect(attemptAsync(async () => 5)).resolves.toMatchObject({ ok: true, value: 5 });
		await expect(attemptAsync(() => Promise.reject(new TypeError('x')))).resolves.toHaveProperty('ok', false);
	});
});

describe('many', () => {
	test('all or the first fault', () => {
		expect(all([2, 4, 6].map(half))).toEqual(ok([1, 2, 3]));
		expect(all([2, 3, 5].map(half))).toEqual(err('3 is odd'));
		expect(all([])).toEqual(ok([]));
	});

	test('in two heaps', () => {
		expect(partition([1, 2, 3, 4].map(half))).toStrictEqual([
			[1, 2],
			['1 is odd', '3 is odd']
		]);
	});
});
