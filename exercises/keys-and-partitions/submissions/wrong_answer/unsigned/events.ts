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
/* @misconception Reading the hash as an unsigned number clears its sign.
 * @fails "1. Which partition? > 40 keys in a topic of 3 partitions"
 * @message With four partitions all is well, with three it is not. The highest bit is still in the number and adds two thousand million to it; with four partitions that is a multiple. */
/** The partition that a message with this key goes to. */
export function partitionFor(key: string, partitions: number): number {
	return (murmur2(key) >>> 0) % partitions;
}

/** Sends the events to the topic `events`, so that those of one customer are handled in their order. */
export async function publish(producer: Producer, events: readonly CustomerEvent[]): Promise<void> {
	await producer.send({
		topic: 'events',
		messages: events.map((event) => ({ key: event.customer, value: JSON.stringify(event) }))
	});
}
// endregion
