import { describe, expect, test } from 'vitest';
import { retryDelays } from '../backoff.ts';

describe('retryDelays', () => {
	test('waits as long as asked before the first retry', () => {
		expect(retryDelays(1, 100, 1000)).toEqual([100]);
	});

	test('doubles the wait after each failure', () => {
		expect(retryDelays(4, 50, 10_000)).toEqual([50, 100, 200, 400]);
	});
});
