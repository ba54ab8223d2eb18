import { describe, expect, test } from 'vitest';
import { retryDelays } from '../backoff.ts';

describe('retryDelays', () => {
	test('never waits longer than the cap', () => {
		const capMs = 500 + Math.floor(Math.random() * 500);

		const delays = retryDelays(12, 10, capMs);

		expect(delays).toHaveLength(12);
		expect(Math.max(...delays), `no wait is longer than ${capMs} ms`).toBe(capMs);
	});
});
