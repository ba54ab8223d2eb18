import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

// region edit
/* @misconception A new group gets what is in the topic.
 * @fails "3. Lose no early orders > orders from before the first packer and the first mailer are handled"
 * @message Orders that were placed before the process started were never handled. Look at where a group begins that has no stored place. */
/** Runs in every process that packs. */
export async function packOrders(kafka: Kafka, _processName: string, pack: Handle): Promise<void> {
	const consumer = kafka.consumer({ groupId: 'packing' });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders' });
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
