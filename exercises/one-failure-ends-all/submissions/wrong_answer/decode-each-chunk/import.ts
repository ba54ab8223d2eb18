import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
import { pipeline } from 'node:stream/promises';

/* @misconception A chunk ends where a character ends.
 * @fails "1. Lines, wherever the chunks end > a character may be cut in two"
 * @message A customer's name arrived damaged: a chunk ended in the middle of a character. What remembers the bytes that are left over? */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of chunks) {
		const lines = (rest + decoder.decode(chunk)).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
	yield rest;
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
