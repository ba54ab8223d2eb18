import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

// region edit
/* @misconception A group id is the name of a process.
 * @fails "1. Pack each order once > three packers share the orders of a day"
 * @message Every packer packed every order. Each of them was alone in a group of its own, and a group gets all messages. */
/** Runs in every process that packs. */
export async function packOrders(kafka: Kafka, processName: string, pack: Handle): Promise<void> {
	const consumer = kafka.consumer({ groupId: `packing-${processName}` });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders', fromBeginning: true });
	await consumer.run({
		eachMessage: async ({ message }) => {
			await pack(JSON.parse(String(message.value)));
		}
	});
}

/** Runs in every process that mails. */
export async function mailOrders(kafka: Kafka, _processName: string, mail: Handle): Promise<void> {
	const consumer = kafka.consumer({ groupId: 'mail' });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders', fromBeginning: true });
	await consumer.run({
		eachMessage: async ({ message }) => {
			await mail(JSON.parse(String(message.value)));
		}
	});
}
// endregion
