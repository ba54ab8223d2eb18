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
/* @misconception A message is sent when send has been called.
 * @fails "1. Publish > the broker has every order when publish returns"
 * @message The function returned while orders were still on their way. A process that ends there takes them with it. Look at what send gives back. */
/** Sends the orders to the topic `orders`, in this order. When it returns, the broker has all of them. */
export async function publish(kafka: Kafka, orders: readonly Order[]): Promise<void> {
	const producer = kafka.producer();
	await producer.connect();
	void producer
		.send({ topic: 'orders', messages: orders.map((order) => ({ value: JSON.stringify(order) })) })
		.then(() => producer.disconnect());
}

/** Calls `handle` for each order of the topic, one after the other. Returns what ends it. */
export async function receive(kafka: Kafka, { groupId, from, handle }: Reading): Promise<() => Promise<void>> {
	const consumer = kafka.consumer({ groupId });
	const topic = { topic: 'orders', fromBeginning: from === 'beginning' };
	await consumer.connect();
	await consumer.subscribe(topic);
	await consumer.run({
		eachMessage: async ({ message }) => {
			await handle(JSON.parse(String(message.value)));
		}
	});
	return () => consumer.disconnect();
}
// endregion
