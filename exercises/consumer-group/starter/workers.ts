import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/** Runs in every process that packs. @param processName `packer-1`, `packer-2` … */
export function packOrders(kafka: Kafka, processName: string, pack: Handle): Promise<void> {
	return readOrders(kafka, { groupId: processName }, pack);
}

/** Runs in every process that mails. @param processName `mailer-1` … */
export function mailOrders(kafka: Kafka, processName: string, mail: Handle): Promise<void> {
	return readOrders(kafka, { groupId: processName }, mail);
}
// endregion
