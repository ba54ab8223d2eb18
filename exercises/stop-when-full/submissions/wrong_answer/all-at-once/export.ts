import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
/* @misconception Writing is asynchronous, so awaiting something between two writes is enough.
 * @fails "1. Wait while it is full > the sink never holds more than its mark and one row"
 * @message The sink held far more than its mark. Waiting for the next turn is not waiting for the sink. */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	for (const row of rows) {
		sink.write(row);
		await Promise.resolve();
	}
	sink.end();
	await finished(sink);
}
// endregion
