import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/* @misconception Committing an offset ticks off one message.
 * @fails "3. Commit what is done > no parcel is left out after a crash"
 * @message A later parcel was done first, its offset was committed, and the crash left an earlier one out. One number stands for everything before it. */
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
				void next;
				await consumer.commitOffsets([{ topic, partition, offset: String(offset + 1) }]);
			});
		}
	});
}
// endregion
