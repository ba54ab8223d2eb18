// read-only
import { gauge } from 'hotpath';
import { Kafka, logLevel } from 'kafkajs';
import { lab, type When } from 'lab';
import { IN_FLIGHT_MAX, type Parcel } from './parcels.ts';
import { deliverAll } from './worker.ts';

export interface Plan {
	parcels: number;
	/** How long the courier needs. */
	deliveryMs: (parcel: Parcel) => number;
	/** The worker crashes then, and starts again after 300 ms. */
	crash?: When;
	forMs: number;
	/** When the run ends, every parcel has to be delivered. */
	isJudged?: true;
}

export interface Depot {
	/** Every delivery, in order, and when it was done. */
	delivered: { id: number; atMs: number }[];
	/** Under way at the same time, at most. */
	most: number;
	/** How often a worker was given its partition. */
	joins: number;
}

/** A topic of parcels, and a worker with a session of 6 seconds that delivers them. */
export async function runDepot(plan: Plan): Promise<Depot> {
	const { parcels, deliveryMs, crash, forMs } = plan;
	lab.kafka({ topics: { parcels: { partitions: 1 } } });
	const producer = newClient('shop').producer();
	await producer.connect();
	const messages = Array.from({ length: parcels }, (_, id) => ({ value: JSON.stringify({ id }) }));
	await producer.send({ topic: 'parcels', messages });

	const depot: Depot = { delivered: [], most: 0, joins: 0 };
	lab.process(
		'worker',
		async () => {
			let inFlight = 0;
			const consumer = newClient('depot').consumer({
				groupId: 'depot',
				sessionTimeout: 6_000,
				// A consumer whose partitions are all paused looks again after this long.
				maxWaitTimeInMs: 250
			});
			consumer.on(consumer.events.GROUP_JOIN, () => void (depot.joins += 1));
			await consumer.connect();
			await consumer.subscribe({ topic: 'parcels', fromBeginning: true });
			await deliverAll(consumer, async (parcel) => {
				gauge('in flight', (inFlight += 1));
				depot.most = Math.max(depot.most, inFlight);
				await new Promise<void>((resolve) => setTimeout(resolve, deliveryMs(parcel)));
				gauge('in flight', (inFlight -= 1));
				depot.delivered.push({ id: parcel.id, atMs: lab.now() });
			});
		},
		{ restartAfterMs: 300 }
	);
	if (crash) lab.crash('worker', crash);

	lab.invariant('no more are in flight than allowed', () => {
		return depot.most <= IN_FLIGHT_MAX || `${depot.most} parcels are under way, and ${IN_FLIGHT_MAX} may be`;
	});
	if (plan.isJudged) {
		lab.eventually('no parcel is left out', () => {
			const ids = new Set(depot.delivered.map(({ id }) => id));
			const missing = Array.from({ length: parcels }, (_, id) => id).filter((id) => !ids.has(id));
			return missing.length === 0 || `parcels ${missing.join(', ')} were never delivered`;
		});
	}
	// A little longer than until the last one, for what a silent worker hears then.
	const isDone = () => {
		const last = depot.delivered[parcels - 1];
		return !crash && last !== undefined && lab.now() > last.atMs + 4_000;
	};
	await lab.run({ forMs, until: isDone });
	return depot;
}

/** Belongs to the node that makes it, and ends with it. */
function newClient(clientId: string): Kafka {
	return new Kafka({ clientId, brokers: ['kafka-1:9092'], logLevel: logLevel.ERROR });
}
