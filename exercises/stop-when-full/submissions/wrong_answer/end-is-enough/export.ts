import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
import { once } from 'node:events';

/* @misconception After end() everything is written.
 * @fails "3. Come to an end > it resolves when the last row is written"
 * @message The promise resolved while rows still waited in the sink. end() only says that no more will come. */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	for (const row of rows) {
		if (!sink.write(row)) await once(sink, 'drain');
	}
	sink.end();
}
// endregion
