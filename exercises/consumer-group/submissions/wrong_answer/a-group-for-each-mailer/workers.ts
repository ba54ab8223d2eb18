import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

// region edit
/* @misconception One reader needs no group that others could share.
 * @fails "2. Mail each order, too > two mailers share the mail"
 * @message With two mailers every customer got two mails. One process works under any group id; the second one shows which it was. */
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
export async function mailOrders(kafka: Kafka, processName: string, mail: Handle): Promise<void> {
	const consumer = kafka.consumer({ groupId: processName });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders', fromBeginning: true });
	await consumer.run({
		eachMessage: async ({ message }) => {
			await mail(JSON.parse(String(message.value)));
		}
	});
}
// endregion
