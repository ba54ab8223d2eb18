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
/* @misconception A topic that was read to its end is finished.
 * @fails "2. Receive > orders that are sent while it reads arrive, too"
 * @message Orders that were sent while the consumer was reading did not arrive. Look at what ends the reading. */
/** Sends the orders to the topic `orders`, in this order. When it returns, the broker has all of them. */
export async function publish(kafka: Kafka, orders: readonly Order[]): Promise<void> {
	const producer = kafka.producer();
	await producer.connect();
	await producer.send({
		topic: 'orders',
		messages: orders.map((order) => ({ value: JSON.stringify(order) }))
	});
	await producer.disconnect();
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
	setTimeout(() => void consumer.disconnect(), 400);
	return () => consumer.disconnect();
}
// endregion
