import { describe, expect, test } from 'vitest';
import { inWorld, textOf } from '../../support/kafka-world.ts';

const orders = { topics: { orders: { partitions: 1 } } };

describe('a broker', () => {
	test('numbers what it is sent, and gives it back in that order', () =>
		inWorld(orders, async (world) => {
			const client = await world.client('app');
			const offsets: number[] = [];
			for (const value of ['a', 'b', 'c'])
				offsets.push((await client.produce('kafka-1', { value })).baseOffset);

			const { records, highWatermark } = await client.fetch('kafka-1', { offset: 1 });

			expect(offsets).toEqual([0, 1, 2]);
			expect(records.map(({ value }) => textOf(value))).toEqual(['b', 'c']);
			expect(highWatermark).toBe(3);
		}));
});
