import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

// region edit
/** An application is a group: its processes share the orders, and other applications have their own copy. */
const readAs =
	(groupId: string) =>
	async (kafka: Kafka, _processName: string, handle: Handle): Promise<void> => {
		const consumer = kafka.consumer({ groupId });
		await consumer.connect();
		await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
		await consumer.run({
			eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
				for (const message of batch.messages) {
					await handle(JSON.parse(message.value?.toString() ?? ''));
					resolveOffset(message.offset);
					await heartbeat();
				}
			}
		});
	};

export const packOrders = readAs('warehouse');
export const mailOrders = readAs('mail-department');
// endregion
