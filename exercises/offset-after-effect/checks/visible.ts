import { expect, test } from 'vitest';
import { runBilling } from '../billing.ts';

test('on a day without a crash, every order is charged once', async () => {
	const { charges } = await runBilling();

	expect(charges, 'what was charged for six orders').toEqual({
		'order-1': '10',
		'order-2': '11',
		'order-3': '12',
		'order-4': '13',
		'order-5': '14',
		'order-6': '15'
	});
});

test('when all is charged, the group has nothing left to read', async () => {
	const { committed } = await runBilling();

	expect(committed, 'the next offset the group would read, after six orders at the offsets 0 to 5').toBe(6);
});
