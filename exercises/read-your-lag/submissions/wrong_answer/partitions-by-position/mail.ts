import type { Admin, Consumer } from 'kafkajs';
import { TooManyRequests, type Order } from './provider.ts';

// region edit
/* @misconception Answers come in the order of the partitions.
 * @fails "1. Lag > partitions are told apart by their number"
 * @message The lag is computed from the end of one partition and the place in another. Match them by the number of the partition. */
/** How many messages of a topic a group has not committed yet. */
export async function lagOf(
	admin: Pick<Admin, 'fetchTopicOffsets' | 'fetchOffsets'>,
	groupId: string,
	topic: string
): Promise<number> {
	const ends = await admin.fetchTopicOffsets(topic);
	const [group] = await admin.fetchOffsets({ groupId, topics: [topic] });
	let lag = 0;
	for (const [index, { low, high }] of ends.entries()) {
		const place = group?.partitions[index];
		const committed = Number(place?.offset ?? -1);
		lag += Number(high) - (committed === -1 ? Number(low) : committed);
	}
	return lag;
}

/** Mails each order. A provider that has had enough is left alone for as long as it asks. */
export async function mailOrders(consumer: Consumer, mail: (order: Order) => Promise<void>): Promise<void> {
	await consumer.run({
		eachMessage: async ({ message, pause }) => {
			try {
				await mail(JSON.parse(String(message.value)));
			} catch (error) {
				if (error instanceof TooManyRequests) setTimeout(pause(), error.retryAfterMs);
				throw error;
			}
		}
	});
}
// endregion
