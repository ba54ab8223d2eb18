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
/** The lower 31 bits of the hash, without its sign. */
export function partitionFor(key: string, partitions: number): number {
	const positive = BigInt.asUintN(31, BigInt(murmur2(key)));
	return Number(positive % BigInt(partitions));
}

/** One send for each event, which names the key and lets the client place it. */
export async function publish(producer: Producer, events: readonly CustomerEvent[]): Promise<void> {
	for (const event of events) {
		const message = { key: event.customer, value: JSON.stringify(event) };
		await producer.send({ topic: 'events', messages: [message] });
	}
}
// endregion
