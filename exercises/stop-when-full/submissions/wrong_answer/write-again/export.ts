import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
import { once } from 'node:events';

/* @misconception A false from write() refuses the row, and the row has to be written again.
 * @fails "1. Wait while it is full > rows arrive in their order, each once"
 * @message A row that filled the sink arrived twice. A false from write() means that the row was kept; look at what is written after the wait. */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	for (const row of rows) {
		while (!sink.write(row)) await once(sink, 'drain');
	}
	sink.end();
	await finished(sink);
}
// endregion
