import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/* @misconception The client commits what was processed.
 * @fails "3. Commit what is done > no parcel is left out after a crash"
 * @message A parcel was committed before it was delivered, and the crash left it out. Automatic commits count the callbacks that resolved, and yours resolve at once. */
/** Delivers every parcel of the topic, up to `IN_FLIGHT_MAX` at the same time. */
export async function deliverAll(consumer: Consumer, deliver: Deliver): Promise<void> {
	/** Offsets of the parcels that are under way. */
	const inFlight = new Set<number>();
	let next: number;

	await consumer.run({
		autoCommitThreshold: 1,
		eachMessage: async ({ topic, partition, message }) => {
			const offset = Number(message.offset);
			next = offset + 1;
			inFlight.add(offset);
			if (inFlight.size === IN_FLIGHT_MAX) consumer.pause([{ topic }]);
			void deliver(JSON.parse(String(message.value))).then(() => {
				inFlight.delete(offset);
				consumer.resume([{ topic }]);
				void [partition, next];
			});
		}
	});
}
// endregion
