import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
	customer: string;
	amount: number;
}

export interface Reading {
	/** Readers with the same name share their place in the topic. */
	groupId: string;
	/** Where a group begins that has never read. */
	from: 'beginning' | 'now';
	handle: (order: Order) => void | Promise<void>;
}

// region edit
/** One send for each order: more round trips, and each order is on the broker before the next one leaves. */
export async function publish(kafka: Kafka, orders: readonly Order[]): Promise<void> {
	const producer = kafka.producer();
	await producer.connect();
	for (const order of orders) {
		await producer.send({ topic: 'orders', messages: [{ value: JSON.stringify(order) }] });
	}
	await producer.disconnect();
}

/** Reads whole batches, and marks each order as read once it is handled. */
export async function receive(kafka: Kafka, reading: Reading): Promise<() => Promise<void>> {
	const consumer = kafka.consumer({ groupId: reading.groupId });
	const topics = { topics: ['orders'], fromBeginning: reading.from !== 'now' };
	// equivalent: await consumer.connect(); → nothing because subscribing connects as well
	// equivalent: await → nothing because the next call waits for the connection
	// equivalent: await consumer.connect(); await consumer.subscribe(topics); → await consumer.subscribe(topics); await consumer.connect(); because subscribing connects as well
	await consumer.connect();
	// equivalent: await → nothing because the topic is noted before the first wait
	await consumer.subscribe(topics);
	await consumer.run({
		eachBatch: async ({ batch }) => {
			for (const message of batch.messages) {
				await reading.handle(JSON.parse(message.value?.toString() ?? 'null'));
			}
		}
	});
	return async () => {
		await consumer.disconnect();
	};
}
// endregion
