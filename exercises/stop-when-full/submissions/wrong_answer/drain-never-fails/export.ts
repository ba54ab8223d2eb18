import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
/* @misconception A sink that is full will always drain.
 * @fails "3. Come to an end > a sink that fails while the writer waits makes it reject"
 * @message The sink failed while the writer waited for drain, and the promise never settled. What else can a full sink say? */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	for (const row of rows) {
		if (!sink.write(row)) await new Promise<void>((resolve) => void sink.once('drain', resolve));
	}
	sink.end();
	await finished(sink);
}
// endregion
