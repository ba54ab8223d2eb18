import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
import { pipeline } from 'node:stream/promises';

/* @misconception A file ends with a line break.
 * @fails "1. Lines, wherever the chunks end > the last line may lack its line break"
 * @message The last order is missing. Look at what is left over when the source has ended. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of chunks) {
		const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
}

/** Reads lines of orders from the source and writes an `Order` for each to the sink. */
export async function importOrders(source: Readable, sink: Writable): Promise<void> {
	await pipeline(
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
