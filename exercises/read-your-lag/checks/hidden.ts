import { describe, expect, test } from 'vitest';
import type { Admin } from 'kafkajs';
import { runEvening } from '../evening.ts';
import { lagOf } from '../mail.ts';

type Offsets = Pick<Admin, 'fetchTopicOffsets' | 'fetchOffsets'>;

/** An admin that answers for one topic: of each partition `[low, high]`, and what was committed, if anything is known of it. */
function adminOf(...partitions: readonly (readonly [number, number, number?])[]): Offsets {
	return {
		fetchTopicOffsets: async () =>
			partitions.map(([low, high], partition) => ({
				partition,
				low: String(low),
				high: String(high),
				offset: String(high)
			})),
		fetchOffsets: async ({ topics = [] }) =>
			topics.map((topic) => ({
				topic,
				// The broker answers in an order of its own.
				partitions: partitions
					.flatMap(([, , committed], partition) =>
						committed === undefined ? [] : [{ partition, offset: String(committed), metadata: null }]
					)
					.toReversed()
			}))
	};
}

describe('1. Lag', () => {
	test('a group that has read everything has no lag', async () => {
		expect(await lagOf(adminOf([0, 8, 8], [0, 12, 12]), 'mail', 'orders'), 'at 8 of 8 and 12 of 12').toBe(0);
	});

	test('partitions are told apart by their number', async () => {
		const lag = await lagOf(adminOf([100, 110, -1], [0, 200, 150]), 'mail', 'orders');

		expect(lag, 'never committed in 100 to 110, and at 150 of 200').toBe(60);
	});

	test('what was never committed counts from the oldest message that is there', async () => {
		const low = Math.floor(Math.random() * 1_000);

		const lag = await lagOf(adminOf([low, low + 30, -1]), 'mail', 'orders');

		expect(lag, `never committed, and the topic begins at ${low} and ends at ${low + 30}`).toBe(30);
	});

	test('a partition the group has never heard of counts from its oldest message', async () => {
		const low = 10 + Math.floor(Math.random() * 100);

		const lag = await lagOf(adminOf([0, 8, 8], [low, low + 7]), 'mail', 'orders');

		expect(lag, `at 8 of 8, and nothing known of a partition from ${low} to ${low + 7}`).toBe(7);
	});
});

describe('2. Slow down', () => {
	test('orders of a partition are mailed in their order', async () => {
		const { provider } = await runEvening([{ order: 5, forMs: 3_000 }]);

		const austria = provider.mailed.map(({ order }) => order).filter((order) => order % 2 === 1);
		expect(austria, 'the orders to Austria as they were mailed; the door closed at order 5').toEqual([
			1, 3, 5, 7, 9, 11
		]);
	});

	test('the other partition goes on while one waits', async () => {
		const { provider } = await runEvening([{ order: 1, forMs: 15_000 }]);

		const last = (country: number) =>
			Math.max(...provider.mailed.filter(({ order }) => order % 2 === country).map(({ atMs }) => atMs));
		expect(
			last(0) + 10_000,
			'the last mail to Italy, and ten seconds, against the last one to Austria'
		).toBeLessThan(last(1));
	});

	test('a wait longer than the session does not cost the membership', async () => {
		const { joinsCount, provider } = await runEvening([{ order: 3, forMs: 25_000 }]);

		expect(joinsCount, 'how often the worker joined its group').toBe(1);
		expect(provider.mailed.length, 'mails for twelve orders').toBe(12);
	});

	test('a door that closes twice is waited for twice', async () => {
		const closures = [
			{ order: 3, forMs: 1_000 + Math.floor(Math.random() * 2_000) },
			{ order: 9, forMs: 4_000 }
		];
		const { provider } = await runEvening(closures);

		expect(provider.mailed.length, 'mails for twelve orders').toBe(12);
		expect(provider.refusedCount, 'how often the provider refused, of a door that was closed twice').toBe(2);
	});
});
