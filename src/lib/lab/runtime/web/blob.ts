import { utf8Bytes, utf8Text } from '../encoding.ts';

/** Bytes that do not change (File API, W3C). */
export class Blob {
	readonly #bytes: Uint8Array<ArrayBuffer>;
	readonly #type: string;

	constructor(parts: Iterable<BlobPart> = [], { type = '' }: { type?: string } = {}) {
		this.#bytes = joined([...parts].map(bytesOfPart));
		this.#type = /^[ -~]*$/.test(type) ? type.toLowerCase() : '';
	}

	get size(): number {
		return this.#bytes.length;
	}

	get type(): string {
		return this.#type;
	}

	async text(): Promise<string> {
		return utf8Text(this.#bytes);
	}

	async arrayBuffer(): Promise<ArrayBuffer> {
		return new Uint8Array(this.#bytes).buffer;
	}

	async bytes(): Promise<Uint8Array> {
		return new Uint8Array(this.#bytes);
	}

	slice(start = 0, end = this.size, type = ''): Blob {
		return new Blob([this.#bytes.slice(start, end)], { type });
	}

	stream(): ReadableStream<Uint8Array> {
		return streamOf(new Uint8Array(this.#bytes));
	}

	get [Symbol.toStringTag](): string {
		return 'Blob';
	}

	/** For what reads a blob at once, as the body of a request does. */
	static bytesOf(blob: Blob): Uint8Array<ArrayBuffer> {
		return blob.#bytes;
	}
}

/** A blob with a name (File API, W3C). */
export class File extends Blob {
	readonly #name: string;
	readonly #lastModified: number;

	constructor(
		parts: Iterable<BlobPart>,
		name: string,
		{ lastModified = Date.now(), ...options }: { type?: string; lastModified?: number } = {}
	) {
		super(parts, options);
		this.#name = String(name);
		this.#lastModified = lastModified;
	}

	get name(): string {
		return this.#name;
	}

	get lastModified(): number {
		return this.#lastModified;
	}

	override get [Symbol.toStringTag](): string {
		return 'File';
	}
}

export type BlobPart = string | ArrayBuffer | ArrayBufferView | Blob;

export function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
	return new ReadableStream({
		type: 'bytes',
		start(controller) {
			if (bytes.length > 0) controller.enqueue(bytes);
			controller.close();
		}
	});
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}

export function bytesOfBuffer(source: ArrayBuffer | ArrayBufferView): Uint8Array {
	return ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice()
		: new Uint8Array(source.slice(0));
}

function bytesOfPart(part: BlobPart): Uint8Array {
	if (part instanceof Blob) return Blob.bytesOf(part);
	if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) return bytesOfBuffer(part);
	return utf8Bytes(String(part));
}
