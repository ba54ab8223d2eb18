import { test } from 'vitest';
import { runShop } from '../shop.ts';

test('2. Publish in order > whichever consumer is slow, the events of a customer stay in order', async () => {
	await runShop();
});
