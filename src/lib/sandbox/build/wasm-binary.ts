/** The little of the WASM binary format that a rewrite needs (WebAssembly Core Specification 2.0, §5). */
export class WasmReader {
	readonly #bytes: Uint8Array;
	position: number;

	constructor(bytes: Uint8Array, position: number) {
		this.#bytes = bytes;
		this.position = position;
	}

	byte(): number {
		return this.#bytes[this.position++] ?? 0;
	}

	/** An unsigned LEB128 of at most 32 bits. */
	unsigned(): number {
		return this.#leb().value >>> 0;
	}

	/** A signed LEB128 of at most 32 bits. */
	signed(): number {
		const { value, bits, isNegative } = this.#leb();
		return bits < 32 && isNegative ? value | (-1 << bits) : value;
	}

	#leb(): { value: number; bits: number; isNegative: boolean } {
		let value = 0;
		let bits = 0;
		let byte: number;
		do {
			byte = this.byte();
			value |= (byte & 0x7f) << bits;
			bits += 7;
		} while (byte & 0x80);
		return { value, bits, isNegative: (byte & 0x40) !== 0 };
	}

	/** A method, because `position += unsigned()` would read the position before the count moves it. */
	skip(bytes: number): void {
		this.position += bytes;
	}

	skipLeb(): void {
		while (this.byte() & 0x80);
	}

	/** Reads a count, then as many things. */
	times(readOne: () => void): void {
		for (let left = this.unsigned(); left > 0; left--) readOne();
	}
}

export class WasmWriter {
	#buffer: Uint8Array<ArrayBuffer>;
	#length = 0;

	constructor(capacity: number) {
		this.#buffer = new Uint8Array(capacity);
	}

	bytes(bytes: ArrayLike<number>): void {
		const needed = this.#length + bytes.length;
		if (needed > this.#buffer.length) {
			const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
			larger.set(this.#buffer.subarray(0, this.#length));
			this.#buffer = larger;
		}
		this.#buffer.set(bytes, this.#length);
		this.#length = needed;
	}

	done(): Uint8Array<ArrayBuffer> {
		return this.#buffer.slice(0, this.#length);
	}
}

export function unsignedLeb(value: number): number[] {
	const bytes: number[] = [];
	let rest = value >>> 0;
	do {
		const low = rest & 0x7f;
		rest >>>= 7;
		bytes.push(rest === 0 ? low : low | 0x80);
	} while (rest !== 0);
	return bytes;
}

export function signedLeb(value: number): number[] {
	const bytes: number[] = [];
	let rest = value;
	for (;;) {
		const low = rest & 0x7f;
		rest >>= 7;
		const isLast = (rest === 0 && !(low & 0x40)) || (rest === -1 && (low & 0x40) !== 0);
		bytes.push(isLast ? low : low | 0x80);
		if (isLast) return bytes;
	}
}
