import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
import { pipeline } from 'node:stream/promises';

/* @misconception An import should take what it can and skip what is damaged.
 * @fails "2. One failure ends them all > a damaged line is named"
 * @message A damaged line was skipped, and the import reported success. Nobody will look for the order that is missing. */
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
	await pipeline(
		source,
		linesOf,
		async function* (lines: AsyncIterable<string>) {
			for await (const line of lines) {
				try {
					if (line !== '') yield parseOrder(line, 1);
				} catch {
					continue;
				}
			}
		},
		sink
	);
}
// endregion
