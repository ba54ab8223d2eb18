import type { Admin, Consumer } from 'kafkajs';
import { TooManyRequests, type Order } from './provider.ts';

// region edit
/* @misconception Waiting is the polite way to slow down.
 * @fails "2. Slow down > a wait longer than the session does not cost the membership"
 * @message The worker fell out of its group while it waited. It sends heartbeats between messages, and it had been inside one for longer than its session. */
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
		lag += Number(high) - (committed === -1 ? Number(low) : committed);
	}
	return lag;
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
				throw error;
			}
		}
	});
}
// endregion
