import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/* @misconception Turning automatic commits off is enough to be safe.
 * @fails "3. Commit what is done > a restart after the last parcel delivers none again"
 * @message After a restart everything was delivered again: nothing was ever committed. */
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
				void [partition, next];
			});
		}
	});
}
// endregion
