import { describe, expect, test } from 'vitest';
import { runDepot } from '../scenario.ts';

const ALL = Array.from({ length: 100 }, (_, id) => id);
const idsOf = (delivered: { id: number }[]) => delivered.map(({ id }) => id).toSorted((a, b) => a - b);

describe('1. Twenty at a time', () => {
	test('every parcel is delivered', async () => {
		const { delivered } = await runDepot({ parcels: 100, deliveryMs: () => 1_000, forMs: 10_000 });

		expect(idsOf(delivered), 'the parcels that were delivered within 10 seconds').toEqual(ALL);
	});

	test('no more than twenty are under way', async () => {
		const { most } = await runDepot({ parcels: 100, deliveryMs: () => 1_000, forMs: 3_000 });

		expect(most, 'parcels under way at the same time').toBeLessThanOrEqual(20);
	});

	test('twenty are under way while there are parcels', async () => {
		const { delivered } = await runDepot({
			parcels: 100,
			deliveryMs: ({ id }) => (id % 20 === 0 ? 4_000 : 1_000),
			forMs: 12_000
		});

		// 95 seconds of short deliveries and 20 of long ones, on twenty places.
		const lastMs = delivered.at(-1)?.atMs ?? Infinity;
		expect(delivered.length, 'parcels that were delivered in 12 seconds').toBe(100);
		expect(lastMs, 'milliseconds until the last one was delivered').toBeLessThan(11_000);
	});
});

describe('2. Stay in the group', () => {
	test('a worker with slow couriers joins once', async () => {
		const { joins, delivered } = await runDepot({ parcels: 25, deliveryMs: () => 10_000, forMs: 30_000 });

		expect(joins, 'how often the worker was given its partition in 30 seconds').toBe(1);
		expect(idsOf(delivered), 'the parcels that were delivered').toEqual(ALL.slice(0, 25));
	});
});

describe('3. Commit what is done', () => {
	test('a restart after the last parcel delivers none again', async () => {
		const { delivered } = await runDepot({
			parcels: 30,
			deliveryMs: () => 1_000,
			crash: { at: 4_000 },
			forMs: 18_000
		});

		expect(idsOf(delivered), 'the parcels that were delivered, with a crash long after the last one').toEqual(
			ALL.slice(0, 30)
		);
	});
});
