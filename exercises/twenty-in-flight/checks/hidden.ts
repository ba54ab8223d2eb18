import { describe, expect, test } from 'vitest';
import { runDepot } from '../scenario.ts';

describe('3. Commit what is done', () => {
	test('what was under way when the worker crashed is delivered by the next one', async () => {
		const { delivered } = await runDepot({
			parcels: 10,
			deliveryMs: () => 1_000,
			crash: { at: 500 },
			forMs: 15_000
		});

		expect(delivered.length, 'parcels that were delivered, where ten were under way at the crash').toBe(10);
	});

	test('a parcel that was overtaken is not left out', async () => {
		const { delivered } = await runDepot({
			parcels: 10,
			deliveryMs: ({ id }) => (id === 0 ? 5_000 : 100),
			crash: { at: 4_000 },
			forMs: 22_000
		});

		expect(
			delivered.some(({ id }) => id === 0),
			'whether the first parcel was delivered, where the others overtook it and the worker crashed'
		).toBe(true);
	});
});
