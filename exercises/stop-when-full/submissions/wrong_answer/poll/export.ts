import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

// region edit
import { setTimeout as sleep } from 'node:timers/promises';

/* @misconception One looks again every few milliseconds whether there is room.
 * @fails "2. Go on at once > a slow sink is never left without work"
 * @message The sink stood empty while the writer slept. Which event says that it wants more? */
export async function exportRows(rows: Iterable<string>, sink: Writable): Promise<void> {
	for (const row of rows) {
		sink.write(row);
		while (sink.writableNeedDrain) await sleep(10);
		if (sink.errored) throw sink.errored;
	}
	sink.end();
	await finished(sink);
}
// endregion
