import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
/* @misconception Backpressure means waiting until each row is written.
 * @fails "2. Go on at once > a sink that takes many rows in one go gets many"
 * @message Each row waits until the one before is written, so the sink never has two to take together. Look at what the buffer is for. */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	for (const row of rows) {
		await new Promise<void>((resolve, reject) => {
			sink.write(row, (error) => (error ? reject(error) : resolve()));
		});
	}
	sink.end();
	await finished(sink);
}
// endregion
