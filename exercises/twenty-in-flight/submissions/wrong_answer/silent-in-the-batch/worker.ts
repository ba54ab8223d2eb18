import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
/* @misconception A callback may take as long as it takes.
 * @fails "2. Stay in the group > a worker with slow couriers joins once"
 * @message The worker was silent for longer than its session, and the group gave its partition away. Who sends heartbeats while the callback waits? */
/** Delivers every parcel of the topic, up to `IN_FLIGHT_MAX` at the same time. */
export async function deliverAll(consumer: Consumer, deliver: Deliver): Promise<void> {
	await consumer.run({
		eachBatch: async ({ batch }) => {
			const inFlight = new Set<Promise<unknown>>();
			/** Waits until fewer than so many are under way. */
			async function fewerThan(count: number): Promise<void> {
				while (inFlight.size >= count) {
					await Promise.race(inFlight);
				}
			}

			for (const { value } of batch.messages) {
				await fewerThan(IN_FLIGHT_MAX);
				const delivery: Promise<unknown> = deliver(JSON.parse(String(value))).then(() => inFlight.delete(delivery));
				inFlight.add(delivery);
			}
			await fewerThan(1);
		}
	});
}
// endregion
