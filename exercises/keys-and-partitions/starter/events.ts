import type { Producer } from 'kafkajs';
import { murmur2 } from './murmur2.ts';

export interface CustomerEvent {
	customer: string;
	/** An order has several events; a customer has several orders. */
	order: string;
	/** Counts the events of the customer: 1, 2, 3 … */
	step: number;
	what: string;
}

// region edit
/** The partition that a message with this key goes to. */
export function partitionFor(key: string, partitions: number): number {
	return murmur2(key) % partitions;
}

/** Sends the events to the topic `events`, so that those of one customer are handled in their order. */
export async function publish(producer: Producer, events: readonly CustomerEvent[]): Promise<void> {
	await producer.send({
		topic: 'events',
		messages: events.map((event) => ({ value: JSON.stringify(event) }))
	});
}
// endregion
