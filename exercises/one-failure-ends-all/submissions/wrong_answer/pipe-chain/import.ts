import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
import { finished } from 'node:stream/promises';
import { Readable as Streams } from 'node:stream';

/* @misconception pipe() carries errors as it carries data.
 * @fails "2. One failure ends them all > a damaged line destroys source and sink"
 * @message One stage failed and another one stayed open. pipe() passes on data and the end, and nothing else. */
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

async function* ordersOf(lines: AsyncIterable<string>) {
	let lineNumber = 0;
	for await (const line of lines) {
		lineNumber += 1;
		if (line !== '') yield parseOrder(line, lineNumber);
	}
}

export async function importOrders(source: Readable, sink: Writable): Promise<void> {
	const orders = Streams.from(ordersOf(linesOf(source)));
	orders.pipe(sink);
	await Promise.race([finished(sink), finished(orders).then(() => finished(sink))]);
}
// endregion
