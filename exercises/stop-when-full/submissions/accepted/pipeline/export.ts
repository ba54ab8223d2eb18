import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
import { pipeline } from 'node:stream/promises';

/** Writes every row to the sink, in order, and ends it. Resolves when the sink has finished with the last one. */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	await pipeline(rows, sink);
}
// endregion
