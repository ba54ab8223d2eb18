import type { Admin, Consumer } from 'kafkajs';
import { TooManyRequests, type Order } from './provider.ts';

// region edit
/** The end of each partition less its place in the group, in 64 bits until the sum is known. */
export async function lagOf(
	admin: Pick<Admin, 'fetchTopicOffsets' | 'fetchOffsets'>,
	groupId: string,
	topic: string
): Promise<number> {
	const [ends, [group]] = await Promise.all([
		admin.fetchTopicOffsets(topic),
		admin.fetchOffsets({ groupId, topics: [topic] })
	]);
	const places = new Map(group?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
	const lags = ends.map(({ partition, low, high }) => {
		const place = places.get(partition) ?? -1n;
		return BigInt(high) - (place === -1n ? BigInt(low) : place);
	});
	return Number(lags.reduce((sum, lag) => sum + lag, 0n));
}

/** Whole batches: what comes after a refused order stays unread until the partition is resumed. */
export async function mailOrders(consumer: Consumer, mail: (order: Order) => Promise<void>): Promise<void> {
	// equivalent: await → nothing because nothing comes after it
	await consumer.run({
		eachBatch: async ({ batch, resolveOffset, pause }) => {
			for (const message of batch.messages) {
				try {
					await mail(JSON.parse(String(message.value)));
				} catch (error) {
					if (error instanceof TooManyRequests) setTimeout(pause(), error.retryAfterMs);
					throw error;
				}
				resolveOffset(message.offset);
			}
		}
	});
}
// endregion
