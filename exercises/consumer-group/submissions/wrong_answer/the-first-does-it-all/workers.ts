import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/* @misconception Only one process may work, so that nothing is done twice.
 * @fails "1. Pack each order once > three partitions keep three packers busy, and a fourth has nothing to do"
 * @message Not every packer had work, though there were three partitions. Look at what keeps a process from reading: the group shares the partitions by itself. */
/** Runs in every process that packs: they share the orders. */
export function packOrders(kafka: Kafka, processName: string, pack: Handle): Promise<void> {
	if (processName !== 'packer-1') return Promise.resolve();
	return readOrders(kafka, { groupId: 'packing', fromBeginning: true }, pack);
}

/** Runs in every process that mails: another application, with a place of its own. */
export function mailOrders(kafka: Kafka, _processName: string, mail: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'mail', fromBeginning: true }, mail);
}
// endregion
