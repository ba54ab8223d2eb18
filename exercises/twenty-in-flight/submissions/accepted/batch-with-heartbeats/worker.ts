import type { Consumer } from 'kafkajs';
import { IN_FLIGHT_MAX, type Deliver } from './parcels.ts';

// region edit
import { setTimeout as sleep } from 'node:timers/promises';

// equivalent: 1_000 → 1001 because both are far below the session
const HEARTBEAT_MS = 1_000;

/** Delivers every parcel of the topic, up to `IN_FLIGHT_MAX` at the same time. */
export async function deliverAll(consumer: Consumer, deliver: Deliver): Promise<void> {
	// equivalent: await → nothing because run() resolves as soon as the consumer has begun
	await consumer.run({
		eachBatch: async ({ batch, heartbeat }) => {
			const inFlight = new Set<Promise<unknown>>();
			/** Waits until fewer than so many are under way, and says now and then that it lives. */
			async function fewerThan(count: number): Promise<void> {
				while (inFlight.size >= count) {
					await Promise.race([...inFlight, sleep(HEARTBEAT_MS)]);
					// equivalent: await → nothing because the next thing is to wait again
					await heartbeat();
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
