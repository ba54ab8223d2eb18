import { Kafka } from 'kafkajs';
import { lab } from 'lab';
import { describe, expect, test } from 'vitest';
import { partitionFor, publish, type CustomerEvent } from '../events.ts';

/** A producer, and how many messages each partition of the topic holds. */
async function topicWith(partitions: number) {
	lab.kafka({ topics: { events: { partitions } } });
	const kafka = new Kafka({ clientId: 'shop', brokers: ['kafka-1:9092'] });
	const [producer, admin] = [kafka.producer(), kafka.admin()];
	await Promise.all([producer.connect(), admin.connect()]);
	const counts = async () => (await admin.fetchTopicOffsets('events')).map(({ high }) => Number(high));
	return { producer, counts };
}

const stepsOf = (customer: string, count: number): CustomerEvent[] =>
	Array.from({ length: count }, (_, index) => ({
		customer,
		order: `${customer}-${index}`,
		step: index + 1,
		what: 'order placed'
	}));

describe('1. Which partition?', () => {
	test.each(['ada', 'bob', 'eve', 'customer 7'])('the key %s, in a topic of four partitions', async (key) => {
		const { producer } = await topicWith(4);

		const [placed] = await producer.send({ topic: 'events', messages: [{ key, value: '' }] });

		expect(partitionFor(key, 4), `the producer put it into partition ${placed?.partition}`).toBe(
			placed?.partition
		);
	});
});

describe('2. Publish in order', () => {
	test('the events of one customer are in one partition', async () => {
		const { producer, counts } = await topicWith(4);

		await publish(producer, stepsOf('ada', 8));

		const used = (await counts()).filter((count) => count > 0);
		expect(used, 'the messages in each partition that holds some, after 8 events of ada').toEqual([8]);
	});
});
