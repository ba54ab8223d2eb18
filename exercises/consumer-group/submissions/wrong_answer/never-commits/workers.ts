import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/* @misconception The group knows what its members have read.
 * @fails "1. Pack each order once > a packer that joins late takes over a part, and nothing is packed again"
 * @message When another packer joined, orders were packed again. The new owner of a partition begins at the place that was committed, and none was. */
/** Runs in every process that packs: they share the orders. */
export function packOrders(kafka: Kafka, _processName: string, pack: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'packing', fromBeginning: true, autoCommit: false }, pack);
}

/** Runs in every process that mails: another application, with a place of its own. */
export function mailOrders(kafka: Kafka, _processName: string, mail: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'mail', fromBeginning: true }, mail);
}
// endregion
