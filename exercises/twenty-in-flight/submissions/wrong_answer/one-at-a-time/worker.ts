import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/* @misconception eachMessage runs its callbacks side by side.
 * @fails "1. Twenty at a time > twenty are under way while there are parcels"
 * @message One parcel was under way at a time. eachMessage gives the next message when the callback has resolved; what do you await in it? */
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
			await deliver(JSON.parse(String(message.value))).then(async () => {
				inFlight.delete(offset);
				consumer.resume([{ topic }]);
				const done = Math.min(next, ...inFlight);
				await consumer.commitOffsets([{ topic, partition, offset: String(done) }]);
			});
		}
	});
}
// endregion
