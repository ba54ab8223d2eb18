import { describe, expect, test } from 'vitest';
import { Kafka } from 'kafkajs';
import { createClient } from 'redis';
import { runBilling } from '../billing.ts';

describe('on a day without a crash', () => {
	test('every order is charged once', async () => {
		await runBilling();

		const redis = await createClient({ url: 'redis://redis:6379' }).connect();
		expect(
			await redis.hGet('charges', 'order-8'),
			'what was charged for the last order, which costs 17'
		).toBe('17');
	});

	test('3. Leave nothing behind > the committed offset is the end of the topic', async () => {
		await runBilling();

		const admin = new Kafka({ clientId: 'check', brokers: ['kafka-1:9092'] }).admin();
		await admin.connect();
		const [orders] = await admin.fetchOffsets({ groupId: 'billing', topics: ['orders'] });
		const committed = orders?.partitions[0]?.offset;
		expect(committed, 'the next offset that the group would read after eight orders, 0 to 7').toBe('8');
	});
});
