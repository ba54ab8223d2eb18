import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/* @misconception A group id is the name of a process.
 * @fails "1. Pack each order once > three packers share the orders of a day"
 * @message Every packer packed every order. Each of them was alone in a group of its own, and a group gets all messages. */
/** Runs in every process that packs: they share the orders. */
export function packOrders(kafka: Kafka, processName: string, pack: Handle): Promise<void> {
	return readOrders(kafka, { groupId: processName, fromBeginning: true }, pack);
}

/** Runs in every process that mails: another application, with a place of its own. */
export function mailOrders(kafka: Kafka, _processName: string, mail: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'mail', fromBeginning: true }, mail);
}
// endregion
