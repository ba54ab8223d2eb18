import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
import { finished } from 'node:stream/promises';

/* @misconception Text has to be complete before it can be split into lines.
 * @fails "3. As slow as the sink > the source is read no faster than the sink writes"
 * @message The whole upload was read before the sink had taken its first orders. It fits into memory until somebody sends a larger one. */
export async function importOrders(source: Readable, sink: Writable): Promise<void> {
	try {
		const chunks: Uint8Array[] = [];
		for await (const chunk of source) chunks.push(chunk);
		const lines = Buffer.concat(chunks).toString('utf8').split('\n');
		for (const [index, line] of lines.entries()) {
			if (line !== '') sink.write(parseOrder(line, index + 1));
		}
		sink.end();
	} catch (error) {
		const failure = error instanceof Error ? error : new Error(String(error));
		sink.destroy(failure);
	}
	await finished(sink);
}
// endregion
