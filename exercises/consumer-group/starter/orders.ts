// read-only
import type { Kafka } from 'kafkajs';

export interface Order {
	id: number;
}
export type Handle = (order: Order) => Promise<void>;

export interface Reading {
	/** The group in which this process reads. */
	groupId: string;
	/** Where a group begins that has no place yet: at the oldest order, or at the end. */
	fromBeginning?: boolean;
	/** Whether the place of the group is stored as orders are handled; it is, when nothing is said. */
	autoCommit?: boolean;
}

/** Reads the topic `orders` as a member of a group, and handles one order after the other. */
export async function readOrders(kafka: Kafka, reading: Reading, handle: Handle): Promise<void> {
	const { groupId, fromBeginning = false, autoCommit = true } = reading;
	const consumer = kafka.consumer({ groupId });
	await consumer.connect();
	await consumer.subscribe({ topic: 'orders', fromBeginning });
	await consumer.run({
		autoCommit,
		eachMessage: async ({ message }) => {
			await handle(JSON.parse(String(message.value)));
		}
	});
}
