import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
/** Writes every row to the sink, in order, and ends it. Resolves when the sink has finished with the last one. */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	for (const row of rows) sink.write(row);
	sink.end();
	await finished(sink);
}
// endregion
