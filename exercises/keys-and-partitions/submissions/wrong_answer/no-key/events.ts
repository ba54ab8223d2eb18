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
/* @misconception A topic keeps its messages in order.
 * @fails "2. Publish in order > the events of one order are in one partition"
 * @message The events of one customer went to several partitions. Without a key the producer deals messages out, and only a partition keeps order. */
/** The partition that a message with this key goes to. */
export function partitionFor(key: string, partitions: number): number {
	return (murmur2(key) & 0x7fffffff) % partitions;
}

/** Sends the events to the topic `events`, so that those of one customer are handled in their order. */
export async function publish(producer: Producer, events: readonly CustomerEvent[]): Promise<void> {
	await producer.send({
		topic: 'events',
		messages: events.map((event) => ({ value: JSON.stringify(event) }))
	});
}
// endregion
