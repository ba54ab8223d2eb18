import type { Readable, Writable } from 'node:stream';
import { parseOrder } from './order.ts';

// region edit
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';

/** Bytes in, orders out. It holds the piece of a line that the last chunk ended with. */
class ParseOrders extends Transform {
	readonly #decoder = new StringDecoder();
	#rest = '';
	#lineNumber = 0;

	constructor() {
		super({ readableObjectMode: true });
	}

	override _transform(chunk: Buffer, _encoding: string, callback: (error?: Error | null) => void): void {
		const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
		this.#rest = lines.pop() ?? '';
		callback(this.#pushOrders(lines));
	}

	override _flush(callback: (error?: Error | null) => void): void {
		callback(this.#pushOrders([this.#rest]));
	}

	#pushOrders(lines: string[]): Error | undefined {
		try {
			for (const line of lines) {
				this.#lineNumber += 1;
				if (line !== '') this.push(parseOrder(line, this.#lineNumber));
			}
			return undefined;
		} catch (error) {
			return error instanceof Error ? error : new Error(String(error));
		}
	}
}

/** Reads lines of orders from the source and writes an `Order` for each to the sink. */
export function importOrders(source: Readable, sink: Writable): Promise<void> {
	return pipeline(source, new ParseOrders(), sink);
}
// endregion
