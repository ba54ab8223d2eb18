import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

// region edit
/* @misconception The group knows what its members have read.
 * @fails "1. Pack each order once > a packer that joins late takes over a part, and nothing is packed again"
 * @message When another packer joined, orders were packed again. The new owner of a partition begins at the place that was committed, and none was. */
/** Runs in every process that packs. */
export async function packOrders(kafka: Kafka, _processName: string, pack: Handle): Promise<void> {
	const consumer = kafka.consumer({ groupId: 'packing' });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders', fromBeginning: true });
	await consumer.run({
		autoCommit: false,
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
