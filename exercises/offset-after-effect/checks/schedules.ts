import { test } from 'vitest';
import { runBilling } from '../billing.ts';

test('whenever the worker crashes, every order is charged once', async () => {
	await runBilling({ between: [130, 280] });
});
