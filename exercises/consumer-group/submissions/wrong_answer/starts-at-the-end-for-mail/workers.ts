import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/* @misconception Only packing needs the old orders.
 * @fails "3. Lose no early orders > orders from before the first packer and the first mailer are handled"
 * @message The early orders were packed, and nobody was told of them. Both applications begin as new groups one day. */
/** Runs in every process that packs: they share the orders. */
export function packOrders(kafka: Kafka, _processName: string, pack: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'packing', fromBeginning: true }, pack);
}

/** Runs in every process that mails: another application, with a place of its own. */
export function mailOrders(kafka: Kafka, _processName: string, mail: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'mail' }, mail);
}
// endregion
