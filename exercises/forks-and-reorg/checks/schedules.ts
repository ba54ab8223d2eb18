import { describe, test } from 'vitest';
import { runNetwork } from '../scenario.ts';

describe('4. Pass it on', () => {
	test('five nodes agree after a split heals, and no payment is lost', async () => {
		await runNetwork();
	});
});
