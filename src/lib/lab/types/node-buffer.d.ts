type BufferEncoding =
	| 'utf8'
	| 'utf-8'
	| 'hex'
	| 'base64'
	| 'base64url'
	| 'latin1'
	| 'binary'
	| 'ascii'
	| 'utf16le'
	| 'utf-16le'
	| 'ucs2'
	| 'ucs-2';

/** Bytes that can be read as text and as numbers: `Buffer.from('hi').toString('hex')`. */
declare class Buffer extends Uint8Array<ArrayBuffer> {
	static from(source: string, encoding?: BufferEncoding): Buffer;
	static from(source: ArrayBuffer, offset?: number, length?: number): Buffer;
	static from(source: ArrayLike<number> | Iterable<number> | { type: 'Buffer'; data: number[] }): Buffer;
	static alloc(size: number, fill?: string | number | Uint8Array, encoding?: BufferEncoding): Buffer;
	static allocUnsafe(size: number): Buffer;
	static allocUnsafeSlow(size: number): Buffer;
	static of(...bytes: number[]): Buffer;
	static isBuffer(value: unknown): value is Buffer;
	static isEncoding(name: string): name is BufferEncoding;
	static byteLength(source: string | ArrayBufferView | ArrayBuffer, encoding?: BufferEncoding): number;
	static concat(list: readonly Uint8Array[], length?: number): Buffer;
	static compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1;
	static copyBytesFrom(view: ArrayBufferView, offset?: number, length?: number): Buffer;

	toString(encoding?: BufferEncoding, start?: number, end?: number): string;
	toJSON(): { type: 'Buffer'; data: number[] };
	equals(other: Uint8Array): boolean;
	compare(
		target: Uint8Array,
		targetStart?: number,
		targetEnd?: number,
		start?: number,
		end?: number
	): -1 | 0 | 1;
	copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number;
	write(text: string, encoding?: BufferEncoding): number;
	write(text: string, offset: number, encoding?: BufferEncoding): number;
	write(text: string, offset: number, length: number, encoding?: BufferEncoding): number;
	/** The same bytes, not a copy. */
	slice(start?: number, end?: number): Buffer;
	subarray(start?: number, end?: number): Buffer;
	fill(value: string | number | Uint8Array, start?: number, end?: number, encoding?: BufferEncoding): this;
	fill(value: string, encoding: BufferEncoding): this;
	indexOf(value: string | number | Uint8Array, from?: number, encoding?: BufferEncoding): number;
	lastIndexOf(value: string | number | Uint8Array, from?: number, encoding?: BufferEncoding): number;
	includes(value: string | number | Uint8Array, from?: number, encoding?: BufferEncoding): boolean;
	swap16(): this;
	swap32(): this;
	swap64(): this;
	readInt8(offset?: number): number;
	writeInt8(value: number, offset?: number): number;
	readUInt8(offset?: number): number;
	writeUInt8(value: number, offset?: number): number;
	readInt16LE(offset?: number): number;
	writeInt16LE(value: number, offset?: number): number;
	readInt16BE(offset?: number): number;
	writeInt16BE(value: number, offset?: number): number;
	readUInt16LE(offset?: number): number;
	writeUInt16LE(value: number, offset?: number): number;
	readUInt16BE(offset?: number): number;
	writeUInt16BE(value: number, offset?: number): number;
	readInt32LE(offset?: number): number;
	writeInt32LE(value: number, offset?: number): number;
	readInt32BE(offset?: number): number;
	writeInt32BE(value: number, offset?: number): number;
	readUInt32LE(offset?: number): number;
	writeUInt32LE(value: number, offset?: number): number;
	readUInt32BE(offset?: number): number;
	writeUInt32BE(value: number, offset?: number): number;
	readFloatLE(offset?: number): number;
	writeFloatLE(value: number, offset?: number): number;
	readFloatBE(offset?: number): number;
	writeFloatBE(value: number, offset?: number): number;
	readDoubleLE(offset?: number): number;
	writeDoubleLE(value: number, offset?: number): number;
	readDoubleBE(offset?: number): number;
	writeDoubleBE(value: number, offset?: number): number;
	readBigInt64LE(offset?: number): bigint;
	writeBigInt64LE(value: bigint, offset?: number): number;
	readBigInt64BE(offset?: number): bigint;
	writeBigInt64BE(value: bigint, offset?: number): number;
	readBigUInt64LE(offset?: number): bigint;
	writeBigUInt64LE(value: bigint, offset?: number): number;
	readBigUInt64BE(offset?: number): bigint;
	writeBigUInt64BE(value: bigint, offset?: number): number;
	readIntLE(offset: number, byteLength: number): number;
	writeIntLE(value: number, offset: number, byteLength: number): number;
	readIntBE(offset: number, byteLength: number): number;
	writeIntBE(value: number, offset: number, byteLength: number): number;
	readUIntLE(offset: number, byteLength: number): number;
	writeUIntLE(value: number, offset: number, byteLength: number): number;
	readUIntBE(offset: number, byteLength: number): number;
	writeUIntBE(value: number, offset: number, byteLength: number): number;
}

declare module 'node:buffer' {
	const BufferClass: typeof Buffer;
	export { BufferClass as Buffer };
	export const kMaxLength: number;
	export const constants: { MAX_LENGTH: number; MAX_STRING_LENGTH: number };
	export const INSPECT_MAX_BYTES: number;
	export function isUtf8(bytes: ArrayBufferView): boolean;
	export function isAscii(bytes: ArrayBufferView): boolean;
	export function transcode(bytes: Uint8Array, from: BufferEncoding, to: BufferEncoding): Buffer;
	export function atob(base64: string): string;
	export function btoa(text: string): string;
}
declare module 'buffer' {
	export * from 'node:buffer';
}
