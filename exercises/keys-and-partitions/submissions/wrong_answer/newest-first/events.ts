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
/* @misconception Messages with the same key are sorted by the broker.
 * @fails "2. Publish in order > whichever consumer is slow, the events of a customer stay in order"
 * @message The events of a customer were handled newest first. A partition keeps the order in which messages arrive; it does not know which of them is older. */
/** The partition that a message with this key goes to. */
export function partitionFor(key: string, partitions: number): number {
	return (murmur2(key) & 0x7fffffff) % partitions;
}

/** Sends the events to the topic `events`, so that those of one customer are handled in their order. */
export async function publish(producer: Producer, events: readonly CustomerEvent[]): Promise<void> {
	await producer.send({
		topic: 'events',
		messages: events.toReversed().map((event) => ({ key: event.customer, value: JSON.stringify(event) }))
	});
}
// endregion
