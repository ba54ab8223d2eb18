import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/* @misconception A new group gets what is in the topic.
 * @fails "3. Lose no early orders > orders from before the first packer and the first mailer are handled"
 * @message Orders that were placed before the process started were never packed. Look at where a group begins that has no stored place. */
/** Runs in every process that packs: they share the orders. */
export function packOrders(kafka: Kafka, _processName: string, pack: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'packing' }, pack);
}

/** Runs in every process that mails: another application, with a place of its own. */
export function mailOrders(kafka: Kafka, _processName: string, mail: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'mail', fromBeginning: true }, mail);
}
// endregion
