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
/* @misconception The consumer gets the object that the producer had.
 * @fails "2. Receive > a new group that starts at the beginning gets every order, oldest first"
 * @message What arrived is not the order that was sent. Kafka stores bytes: what one side made into text, the other must make into an object again. */
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
			await handle({ id: Number(message.offset) + 1, customer: String(message.value), amount: 0 });
		}
	});
	return () => consumer.disconnect();
}
// endregion
