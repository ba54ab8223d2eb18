import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/* @misconception The committed offset is the last one that is done.
 * @fails "3. Commit what is done > a restart after the last parcel delivers none again"
 * @message After a restart the last parcel was delivered again. The committed offset is where the next worker begins to read. */
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
			if (inFlight.size === IN_FLIGHT_MAX) consumer.pause([{ topic }]);
			void deliver(JSON.parse(String(message.value))).then(async () => {
				inFlight.delete(offset);
				consumer.resume([{ topic }]);
				const done = Math.min(next, ...inFlight) - 1;
				await consumer.commitOffsets([{ topic, partition, offset: String(Math.max(0, done)) }]);
			});
		}
	});
}
// endregion
