import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
	customer: string;
	amount: number;
}

export interface Reading {
	/** Readers with the same name share their place in the topic. */
	groupId: string;
	/** Where a group begins that has never read. */
	from: 'beginning' | 'now';
	handle: (order: Order) => void | Promise<void>;
}

// region edit
/** Sends the orders to the topic `orders`, in this order. When it returns, the broker has all of them. */
export async function publish(kafka: Kafka, orders: readonly Order[]): Promise<void> {
	throw new Error(`publish is not written yet (asked to send ${orders.length} orders with ${typeof kafka})`);
}

/** Calls `handle` for each order of the topic, one after the other. Returns what ends it. */
export async function receive(kafka: Kafka, reading: Reading): Promise<() => Promise<void>> {
	throw new Error(`receive is not written yet (asked to read as ${reading.groupId} with ${typeof kafka})`);
}
// endregion
