import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
import { pipeline } from 'node:stream/promises';

/* @misconception Starting a pipeline is running it.
 * @fails "1. Lines, wherever the chunks end > each line becomes an order"
 * @message The promise resolved before the sink had finished. What does pipeline give you? */
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

/** Reads lines of orders from the source and writes an `Order` for each to the sink. */
export async function importOrders(source: Readable, sink: Writable): Promise<void> {
	void pipeline(
		source,
		linesOf,
		async function* (lines: AsyncIterable<string>) {
			let lineNumber = 0;
			for await (const line of lines) {
				lineNumber += 1;
				if (line !== '') yield parseOrder(line, lineNumber);
			}
		},
		sink
	);
}
// endregion
