import { Kafka } from 'kafkajs';
import { lab } from 'lab';
import { describe, expect, test } from 'vitest';
import { runEvening } from '../evening.ts';
import { lagOf } from '../mail.ts';

describe('1. Lag', () => {
	test('seven messages, of which the group has committed two and none', async () => {
		lab.kafka({ topics: { orders: { partitions: 2 } } });
		const kafka = new Kafka({ clientId: 'check', brokers: ['kafka-1:9092'] });
		const [producer, admin] = [kafka.producer(), kafka.admin()];
		await Promise.all([producer.connect(), admin.connect()]);
		const partitions = [0, 0, 0, 0, 1, 1, 1];
		await producer.send({
			topic: 'orders',
			messages: partitions.map((partition) => ({ partition, value: 'order' }))
		});
		expect(await lagOf(admin, 'mail', 'orders'), 'before the group has committed anything').toBe(7);

		const topicPartitions = [{ partition: 0, offset: '2' }];
		await admin.setOffsets({ groupId: 'mail', topic: 'orders', partitions: topicPartitions });

		expect(await lagOf(admin, 'mail', 'orders'), 'partition 0 is at 2 of 4, partition 1 at none of 3').toBe(
			5
		);
	});
});

describe('2. Slow down', () => {
	test('every order is mailed once, also the one that was refused', async () => {
		const { provider } = await runEvening([{ order: 3, forMs: 2_000 }]);

		const mailed = provider.mailed.map(({ order }) => order).toSorted((a, b) => a - b);
		expect(mailed, 'the orders that were mailed, of twelve').toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	});

	test('a closed door is left alone for as long as it asks', async () => {
		const { provider } = await runEvening([{ order: 3, forMs: 2_000 }]);

		expect(provider.refusedCount, 'how often the provider refused, of a door that was closed once').toBe(1);
	});
});
