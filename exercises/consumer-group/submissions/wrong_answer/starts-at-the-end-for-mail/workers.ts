import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

// region edit
/* @misconception Only packing needs the old orders.
 * @fails "3. Lose no early orders > orders from before the first packer and the first mailer are handled"
 * @message The early orders were packed, and nobody was told of them. Both applications begin as new groups one day. */
/** Runs in every process that packs. */
export async function packOrders(kafka: Kafka, _processName: string, pack: Handle): Promise<void> {
	const consumer = kafka.consumer({ groupId: 'packing' });
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
	await consumer.subscribe({ topic: 'orders' });
	await consumer.run({
		eachMessage: async ({ message }) => {
			await mail(JSON.parse(String(message.value)));
		}
	});
}
// endregion
