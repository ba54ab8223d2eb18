import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
/* @misconception A drain listener for each write keeps the writer in step.
 * @fails "2. Go on at once > no listener is left behind"
 * @message A listener for drain stays after the export, one for each time the sink was full. Look at who takes it away again. */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	for (const row of rows) {
		if (sink.write(row)) continue;
		await new Promise<void>((resolve, reject) => {
			sink.on('drain', resolve);
			sink.once('error', reject);
		});
	}
	sink.end();
	await finished(sink);
}
// endregion
