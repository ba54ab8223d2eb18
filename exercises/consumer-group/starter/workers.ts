import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

// region edit
/** Runs in every process that packs. @param processName `packer-1`, `packer-2` … */
export async function packOrders(kafka: Kafka, processName: string, pack: Handle): Promise<void> {
	const consumer = kafka.consumer({ groupId: processName });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders' });
	await consumer.run({
		eachMessage: async ({ message }) => {
			await pack(JSON.parse(String(message.value)));
		}
	});
}

/** Runs in every process that mails. @param processName `mailer-1` … */
export async function mailOrders(kafka: Kafka, processName: string, mail: Handle): Promise<void> {
	const consumer = kafka.consumer({ groupId: processName });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders' });
	await consumer.run({
		eachMessage: async ({ message }) => {
			await mail(JSON.parse(String(message.value)));
		}
	});
}
// endregion
