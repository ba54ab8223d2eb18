import { Kafka } from 'kafkajs';
import { lab } from 'lab';
import { describe, expect, test } from 'vitest';
import { partitionFor, publish, type CustomerEvent } from '../events.ts';

async function topicWith(partitions: number) {
	lab.kafka({ topics: { events: { partitions } } });
	const kafka = new Kafka({ clientId: 'shop', brokers: ['kafka-1:9092'] });
	const [producer, admin] = [kafka.producer(), kafka.admin()];
	await Promise.all([producer.connect(), admin.connect()]);
	const counts = async () => (await admin.fetchTopicOffsets('events')).map(({ high }) => Number(high));
	return { producer, counts };
}

describe('1. Which partition?', () => {
	test.each([3, 4, 7])('40 keys in a topic of %i partitions', async (partitions) => {
		const { producer } = await topicWith(partitions);
		const keys = Array.from({ length: 40 }, () => `customer ${Math.floor(Math.random() * 1_000_000)}`);

		for (const key of keys) {
			const [placed] = await producer.send({ topic: 'events', messages: [{ key, value: '' }] });
			expect(
				partitionFor(key, partitions),
				`"${key}" is in partition ${placed?.partition} of ${partitions}`
			).toBe(placed?.partition);
		}
	});
});

describe('2. Publish in order', () => {
	test('the events of one order are in one partition', async () => {
		const { producer, counts } = await topicWith(4);
		const events: CustomerEvent[] = [1, 2, 3, 4, 5].map((step) => {
			return { customer: 'ada', order: 'ada-1', step, what: 'order changed' };
		});

		await publish(producer, events);

		const used = (await counts()).filter((count) => count > 0);
		expect(used, 'the messages in each partition that holds some, after 5 events of one order').toEqual([5]);
	});

	test('many customers fill all partitions', async () => {
		const { producer, counts } = await topicWith(4);
		const events: CustomerEvent[] = Array.from({ length: 120 }, (_, index) => {
			const customer = `customer ${index}`;
			return { customer, order: `${customer}-1`, step: 1, what: 'order placed' };
		});

		await publish(producer, events);

		const filled = await counts();
		expect(
			filled.reduce((sum, count) => sum + count, 0),
			'messages in the topic after 120 events'
		).toBe(120);
		expect(Math.max(...filled), `the fullest of four partitions that hold ${filled.join(', ')}`).toBeLessThan(
			60
		);
	});
});
