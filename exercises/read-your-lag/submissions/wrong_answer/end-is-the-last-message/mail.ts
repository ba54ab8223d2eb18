import type { Admin, Consumer } from 'kafkajs';
import { TooManyRequests, type Order } from './provider.ts';

// region edit
/* @misconception The high watermark is the offset of the last message.
 * @fails "1. Lag > a group that has read everything has no lag"
 * @message A group that has read everything has a lag. The end of a partition is the offset that the next message will get. */
/** How many messages of a topic a group has not committed yet. */
export async function lagOf(
	admin: Pick<Admin, 'fetchTopicOffsets' | 'fetchOffsets'>,
	groupId: string,
	topic: string
): Promise<number> {
	const ends = await admin.fetchTopicOffsets(topic);
	const [group] = await admin.fetchOffsets({ groupId, topics: [topic] });
	let lag = 0;
	for (const { partition, low, high } of ends) {
		const place = group?.partitions.find((each) => each.partition === partition);
		const committed = Number(place?.offset ?? -1);
		lag += Number(high) + 1 - (committed === -1 ? Number(low) : committed);
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
