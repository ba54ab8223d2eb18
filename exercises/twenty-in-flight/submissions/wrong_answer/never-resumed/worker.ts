import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/* @misconception A paused consumer goes on when there is room.
 * @fails "1. Twenty at a time > every parcel is delivered"
 * @message The first twenty were delivered and then nothing more. Who tells the consumer that there is room again? */
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
				const done = Math.min(next, ...inFlight);
				await consumer.commitOffsets([{ topic, partition, offset: String(done) }]);
			});
		}
	});
}
// endregion
