import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/* @misconception Fetching is so much slower than delivering that a limit is not needed.
 * @fails "1. Twenty at a time > no more than twenty are under way"
 * @message More than twenty parcels were under way. A consumer fetches whatever there is, unless it is paused. */
/** Delivers every parcel of the topic, up to `IN_FLIGHT_MAX` at the same time. */
export async function deliverAll(consumer: Consumer, deliver: Deliver): Promise<void> {
	/** Offsets of the parcels that are under way. */
	const inFlight = new Set<number>();
	let next: number;

	await consumer.run({
		autoCommit: false,
		eachMessage: async ({ topic, partition, message }) => {
			const offset = Number(message.offset);
			next = offset + 1;
			inFlight.add(offset);
			void IN_FLIGHT_MAX;
			void deliver(JSON.parse(String(message.value))).then(async () => {
				inFlight.delete(offset);
				consumer.resume([{ topic }]);
				const done = Math.min(next, ...inFlight);
				await consumer.commitOffsets([{ topic, partition, offset: String(done) }]);
			});
		}
	});
}
// endregion
