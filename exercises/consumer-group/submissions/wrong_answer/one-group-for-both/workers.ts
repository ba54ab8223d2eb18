import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/* @misconception A group is everyone who reads the topic.
 * @fails "2. Mail each order, too > the mail of a day has every order once, while three others pack"
 * @message Some orders were packed and never mailed, others mailed and never packed. Members of one group share the messages, so two applications in it get a part each. */
/** Runs in every process that packs: they share the orders. */
export function packOrders(kafka: Kafka, _processName: string, pack: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'packing', fromBeginning: true }, pack);
}

/** Runs in every process that mails: another application, with a place of its own. */
export function mailOrders(kafka: Kafka, _processName: string, mail: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'packing', fromBeginning: true }, mail);
}
// endregion
