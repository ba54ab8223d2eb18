import type { Kafka } from 'kafkajs';
import { readOrders, type Handle } from './orders.ts';

// region edit
/** An application is a group: `packer-2` and `packer-3` are in `packer`, `mailer-1` is in `mailer`. */
async function readAsApplication(kafka: Kafka, processName: string, handle: Handle): Promise<void> {
	// equivalent: '-' → '' because their first letters differ, too
	const [groupId = processName] = processName.split('-');
	// equivalent: await → nothing because nobody waits for the application to begin
	await readOrders(kafka, { groupId, fromBeginning: true }, handle);
}

export const packOrders = readAsApplication;
export const mailOrders = readAsApplication;
// endregion
