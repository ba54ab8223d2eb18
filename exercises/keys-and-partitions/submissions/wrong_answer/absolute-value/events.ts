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
/* @misconception Clearing the sign bit is taking the absolute value.
 * @fails "1. Which partition? > 40 keys in a topic of 4 partitions"
 * @message For some keys the answer is another partition than the producer chose. Look at keys whose hash is negative: clearing one bit of a number is not the same as negating it. */
/** The partition that a message with this key goes to. */
export function partitionFor(key: string, partitions: number): number {
	return Math.abs(murmur2(key)) % partitions;
}

/** Sends the events to the topic `events`, so that those of one customer are handled in their order. */
export async function publish(producer: Producer, events: readonly CustomerEvent[]): Promise<void> {
	await producer.send({
		topic: 'events',
		messages: events.map((event) => ({ key: event.customer, value: JSON.stringify(event) }))
	});
}
// endregion
