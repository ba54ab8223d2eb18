import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
import { finished } from 'node:stream/promises';

/* @misconception A reading loop waits for the writes in it by itself.
 * @fails "3. As slow as the sink > the source is read no faster than the sink writes"
 * @message The source was read far ahead of the sink, and a source that broke off left the sink open. The loop waits for chunks; nothing in it waits for the sink. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of chunks) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
	yield rest;
}

export async function importOrders(source: Readable, sink: Writable): Promise<void> {
	let lineNumber = 0;
	for await (const line of linesOf(source)) {
		lineNumber += 1;
		if (line !== '') sink.write(parseOrder(line, lineNumber));
	}
	sink.end();
	await finished(sink);
}
// endregion
