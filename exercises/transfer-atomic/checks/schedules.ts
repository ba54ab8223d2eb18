import { test } from 'vitest';
import { runBank } from '../bank.ts';

test('whoever is quicker, two of three requests are granted', async () => {
	await runBank();
});
