import type { Admin, Consumer } from 'kafkajs';
import { TooManyRequests, type Order } from './provider.ts';

// region edit
/** How many messages of a topic a group has not committed yet. */
export async function lagOf(
	admin: Pick<Admin, 'fetchTopicOffsets' | 'fetchOffsets'>,
	groupId: string,
	topic: string
): Promise<number> {
	const { length } = await admin.fetchTopicOffsets(topic);
	throw new Error(`lagOf is not written yet (asked for ${groupId} in ${length} partitions)`);
}

/** Mails each order. A provider that has had enough is left alone for as long as it asks. */
export async function mailOrders(consumer: Consumer, mail: (order: Order) => Promise<void>): Promise<void> {
	await consumer.run({
		eachMessage: async ({ message }) => {
			try {
				await mail(JSON.parse(String(message.value)));
			} catch (error) {
				if (!(error instanceof TooManyRequests)) throw error;
				await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs));
			}
		}
	});
}
// endregion
