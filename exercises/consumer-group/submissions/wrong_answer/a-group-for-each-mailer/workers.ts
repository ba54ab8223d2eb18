import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/* @misconception One reader needs no group that others could share.
 * @fails "2. Mail each order, too > two mailers share the mail"
 * @message With two mailers every customer got two mails. One process works under any group id; the second one shows which it was. */
/** Runs in every process that packs: they share the orders. */
export function packOrders(kafka: Kafka, _processName: string, pack: Handle): Promise<void> {
	return readOrders(kafka, { groupId: 'packing', fromBeginning: true }, pack);
}

/** Runs in every process that mails: another application, with a place of its own. */
export function mailOrders(kafka: Kafka, processName: string, mail: Handle): Promise<void> {
	return readOrders(kafka, { groupId: processName, fromBeginning: true }, mail);
}
// endregion
