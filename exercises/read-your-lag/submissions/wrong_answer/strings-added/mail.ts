import type { Admin, Consumer } from 'kafkajs';
import { TooManyRequests, type Order } from './provider.ts';

// region edit
/* @misconception An offset is a number.
 * @fails "1. Lag > seven messages, of which the group has committed two and none"
 * @message The lag has digits of two partitions side by side. Offsets come as strings, because they have 64 bits, and strings are joined. */
/** How many messages of a topic a group has not committed yet. */
export async function lagOf(
	admin: Pick<Admin, 'fetchTopicOffsets' | 'fetchOffsets'>,
	groupId: string,
	topic: string
): Promise<number> {
	const ends = await admin.fetchTopicOffsets(topic);
	const [group] = await admin.fetchOffsets({ groupId, topics: [topic] });
	let lag = '';
	for (const { partition, low, high } of ends) {
		const place = group?.partitions.find((each) => each.partition === partition);
		const committed = Number(place?.offset ?? -1);
		lag += String(Number(high) - (committed === -1 ? Number(low) : committed));
	}
	return Number(lag);
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
