import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

// region edit
/* @misconception A group is everyone who reads the topic.
 * @fails "2. Mail each order, too > the mail of a day has every order once, while three others pack"
 * @message Some orders were packed and never mailed, others mailed and never packed. Members of one group share the messages, so two applications in it get a part each. */
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
	const consumer = kafka.consumer({ groupId: 'packing' });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders', fromBeginning: true });
	await consumer.run({
		eachMessage: async ({ message }) => {
			await mail(JSON.parse(String(message.value)));
		}
	});
}
// endregion
