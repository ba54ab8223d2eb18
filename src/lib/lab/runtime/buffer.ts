import { base64Bytes, base64Text, hexBytes, hexText, utf8Bytes, utf8Text } from './encoding.ts';

const ENCODINGS = ['utf8', 'utf-8', 'hex', 'base64', 'base64url', 'latin1', 'binary', 'ascii'];

/** Node's Buffer as far as hashing and signing need it: a Uint8Array that can be text. */
export class Buffer extends Uint8Array {
	static override from(source: unknown, encoding?: unknown): Buffer {
		if (typeof source === 'string')
			return wrap(bytesOf(source, typeof encoding === 'string' ? encoding : 'utf8'));
		if (source instanceof ArrayBuffer) return wrap(new Uint8Array(source));
		if (ArrayBuffer.isView(source)) return wrap(bytesOfView(source));
		if (Array.isArray(source)) return wrap(Uint8Array.from(source));
		throw new TypeError(
			'The first argument must be a string, an ArrayBuffer, a typed array or an array of bytes.'
		);
	}
	static alloc(size: number, fill = 0): Buffer {
		return wrap(new Uint8Array(size).fill(fill));
	}
	static isBuffer(value: unknown): value is Buffer {
		return value instanceof Buffer;
	}
	static byteLength(text: string, encoding = 'utf8'): number {
		return bytesOf(text, encoding).length;
	}
	static concat(list: readonly Uint8Array[]): Buffer {
		const joined = Buffer.alloc(list.reduce((sum, { length }) => sum + length, 0));
		let at = 0;
		for (const bytes of list) {
			joined.set(bytes, at);
			at += bytes.length;
		}
		return joined;
	}
	static compare(a: Uint8Array, b: Uint8Array): number {
		const [left, right] = [hexText(a), hexText(b)];
		return left < right ? -1 : left > right ? 1 : 0;
	}

	equals(other: Uint8Array): boolean {
		return Buffer.compare(this, other) === 0;
	}
	readUInt32BE(offset = 0): number {
		return new DataView(this.buffer, this.byteOffset, this.byteLength).getUint32(offset);
	}
	readUInt8(offset = 0): number {
		return new DataView(this.buffer, this.byteOffset, this.byteLength).getUint8(offset);
	}
	writeUInt32BE(value: number, offset = 0): number {
		new DataView(this.buffer, this.byteOffset, this.byteLength).setUint32(offset, value);
		return offset + 4;
	}
	toJSON() {
		return { type: 'Buffer', data: Array.from(this) };
	}
	override toString(encoding = 'utf8'): string {
		return textOf(this, encoding);
	}
}

export function bytesOfView(view: ArrayBufferView): Uint8Array {
	return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

export function bytesOf(text: string, encoding: string): Uint8Array {
	switch (known(encoding)) {
		case 'hex':
			return hexBytes(text);
		case 'base64':
		case 'base64url':
			return base64Bytes(text) ?? new Uint8Array(0);
		case 'latin1':
		case 'binary':
		case 'ascii':
			return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
		default:
			return utf8Bytes(text);
	}
}

export function textOf(bytes: Uint8Array, encoding: string): string {
	switch (known(encoding)) {
		case 'hex':
			return hexText(bytes);
		case 'base64':
			return base64Text(bytes);
		case 'base64url':
			return base64Text(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
		case 'latin1':
		case 'binary':
		case 'ascii':
			return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
		default:
			return utf8Text(bytes);
	}
}

function known(encoding: string): string {
	const name = String(encoding).toLowerCase();
	if (!ENCODINGS.includes(name))
		throw new TypeError(`Unknown encoding: ${encoding}. There are ${ENCODINGS.join(', ')}.`);
	return name;
}

function wrap(bytes: Uint8Array): Buffer {
	return Reflect.construct(Buffer, [bytes]);
}
