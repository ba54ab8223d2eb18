import { test } from 'vitest';
import { runBilling } from '../billing.ts';

test('whenever the worker crashes, every order is charged once', async () => {
	await runBilling({ between: [3_000, 3_400] });
});
