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
const SIGN_BIT = 2 ** 31;

/** A hash below zero is its 31 other bits once 2 to the power of 31 is added. */
export function partitionFor(key: string, partitions: number): number {
	const hash = murmur2(key);
	return (hash < 0 ? hash + SIGN_BIT : hash) % partitions;
}

/** One send for each event, which names the key and lets the client place it. */
export async function publish(producer: Producer, events: readonly CustomerEvent[]): Promise<void> {
	for (const event of events) {
		const message = { key: event.customer, value: JSON.stringify(event) };
		await producer.send({ topic: 'events', messages: [message] });
	}
}
// endregion
