import type { Admin, Consumer } from 'kafkajs';
import { TooManyRequests, type Order } from './provider.ts';

// region edit
/* @misconception A missing commit is the offset before the first.
 * @fails "1. Lag > seven messages, of which the group has committed two and none"
 * @message For a partition without a commit the lag is one too large. Minus one means that there is no place, not that there is one before the first message. */
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
		lag += Number(high) - committed;
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
