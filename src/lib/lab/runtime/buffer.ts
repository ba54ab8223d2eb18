import * as library from 'buffer';
import { base64Bytes, base64Text, hexBytes, hexText, latin1Text, utf8Bytes, utf8Text } from './encoding.ts';
import { defineOn } from './host.ts';
import { invalidArgument, withCode } from './node-errors.ts';

/**
 * Node's Buffer: the `buffer` package, with what it lacks (`base64url`, `copyBytesFrom`) and with
 * text converted by the machine's own faster code.
 */
export const Buffer = library.Buffer;
export type Buffer = library.Buffer;

const ENCODINGS = [
	...['utf8', 'utf-8', 'hex', 'base64', 'base64url', 'latin1', 'binary', 'ascii'],
	...['utf16le', 'utf-16le', 'ucs2', 'ucs-2']
];

export function bytesOfView(view: ArrayBufferView): Uint8Array {
	return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

export function bytesOf(text: string, encoding: string): Uint8Array {
	switch (known(encoding)) {
		case 'hex':
			return hexBytes(text);
		case 'base64':
		case 'base64url':
			return base64Bytes(text.replace(/[^A-Za-z0-9+/\-_]/g, '')) ?? new Uint8Array(0);
		case 'latin1':
		case 'binary':
		case 'ascii':
			return latin1Bytes(text);
		case 'utf8':
		case 'utf-8':
			return utf8Bytes(text);
		default:
			return utf16Bytes(text);
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
			return latin1Text(bytes);
		case 'ascii':
			return latin1Text(bytes.map((byte) => byte & 0x7f));
		case 'utf8':
		case 'utf-8':
			return utf8Text(bytes);
		default:
			return utf16Text(bytes);
	}
}

function known(encoding: string): string {
	const name = String(encoding).toLowerCase();
	if (!ENCODINGS.includes(name))
		throw withCode(new TypeError(`Unknown encoding: ${encoding}`), 'ERR_UNKNOWN_ENCODING');
	return name;
}

function latin1Bytes(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
	return bytes;
}

function utf16Bytes(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length * 2);
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		bytes[index * 2] = unit;
		bytes[index * 2 + 1] = unit >> 8;
	}
	return bytes;
}

function utf16Text(bytes: Uint8Array): string {
	let text = '';
	for (let index = 0; index + 1 < bytes.length; index += 2)
		text += String.fromCharCode((bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8));
	return text;
}

/** The same bytes as a Buffer. */
function wrapped(bytes: Uint8Array): Buffer {
	Object.setPrototypeOf(bytes, Buffer.prototype);
	return Object(bytes);
}

const { from: baseFrom, byteLength: baseByteLength } = Buffer;
const {
	write: baseWrite,
	fill: baseFill,
	indexOf: baseIndexOf,
	lastIndexOf: baseLastIndexOf
} = Buffer.prototype;
const baseIncludes = Buffer.prototype.includes;

defineOn(Buffer, 'from', function from(source: unknown, ...rest: unknown[]): Buffer {
	if (typeof source !== 'string') return Reflect.apply(baseFrom, Buffer, [source, ...rest]);
	const [encoding] = rest;
	return wrapped(bytesOf(source, typeof encoding === 'string' ? encoding : 'utf8'));
});

defineOn(
	Buffer,
	'isEncoding',
	(name: unknown) => typeof name === 'string' && ENCODINGS.includes(name.toLowerCase())
);

defineOn(Buffer, 'byteLength', (source: unknown, encoding: unknown = 'utf8'): number =>
	typeof source === 'string'
		? bytesOf(source, Buffer.isEncoding(String(encoding)) ? String(encoding) : 'utf8').length
		: Reflect.apply(baseByteLength, Buffer, [source])
);

defineOn(Buffer, 'copyBytesFrom', (view: ArrayBufferView, offset = 0, length?: number): Buffer => {
	const size = bytesOfView(view).length / Math.max(1, Reflect.get(view, 'length') || 1);
	const end = length === undefined ? undefined : (offset + length) * size;
	return wrapped(bytesOfView(view).slice(offset * size, end));
});

defineOn(
	Buffer.prototype,
	'toString',
	function toString(this: Uint8Array, encoding: unknown = 'utf8', start = 0, end = this.length): string {
		const part =
			start > 0 || end < this.length
				? bytesOfView(this).subarray(Math.max(0, start), Math.max(0, end))
				: this;
		return textOf(bytesOfView(part), String(encoding));
	}
);

defineOn(
	Buffer.prototype,
	'write',
	function write(this: Uint8Array, text: string, ...rest: unknown[]): number {
		const encoding = rest.find((part) => typeof part === 'string');
		if (String(encoding).toLowerCase() !== 'base64url')
			return Reflect.apply(baseWrite, this, [text, ...rest]);
		const [offset = 0, length = this.length] = rest.filter((part) => typeof part === 'number');
		const bytes = bytesOf(text, 'base64url').subarray(0, Math.min(length, this.length - offset));
		this.set(bytes, offset);
		return bytes.length;
	}
);

/** Any bytes can be compared with, not Buffers alone. */
const { compare: baseCompare } = Buffer.prototype;
defineOn(
	Buffer.prototype,
	'compare',
	function compare(this: Buffer, target: unknown, ...range: unknown[]): number {
		return Reflect.apply(baseCompare, this, [viewOf(target, 'target'), ...range]);
	}
);
defineOn(Buffer.prototype, 'equals', function equals(this: Buffer, other: unknown): boolean {
	return this.compare(viewOf(other, 'otherBuffer')) === 0;
});

function viewOf(value: unknown, name: string): Buffer {
	if (!(value instanceof Uint8Array))
		throw invalidArgument(name, 'an instance of Buffer or Uint8Array', value);
	return value instanceof Buffer ? value : wrapped(bytesOfView(value));
}

/** The package knows no base64url here either: such a text becomes bytes first. */
function takesBase64Url(name: string, base: (...args: never[]) => unknown): void {
	defineOn(Buffer.prototype, name, function (this: Uint8Array, value: unknown, ...rest: unknown[]) {
		const isText = typeof value === 'string' && rest.at(-1) === 'base64url';
		return Reflect.apply(
			base,
			this,
			isText ? [bytesOf(value, 'base64url'), ...rest.slice(0, -1)] : [value, ...rest]
		);
	});
	Object.defineProperty(Reflect.get(Buffer.prototype, name), 'name', { value: name });
}
takesBase64Url('fill', baseFill);
takesBase64Url('indexOf', baseIndexOf);
takesBase64Url('lastIndexOf', baseLastIndexOf);
takesBase64Url('includes', baseIncludes);

for (const encoding of ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'ucs2'] as const) {
	defineOn(Buffer.prototype, `${encoding}Slice`, function (this: Uint8Array, start?: number, end?: number) {
		return textOf(bytesOfView(this).subarray(start, end), encoding);
	});
}

/** `node:buffer` beside the class. */
export const bufferModule = {
	Buffer,
	kMaxLength: library.kMaxLength,
	constants: { MAX_LENGTH: library.kMaxLength, MAX_STRING_LENGTH: 0x3fff_ffff },
	INSPECT_MAX_BYTES: 50,
	isUtf8: isWellEncoded,
	isAscii: (bytes: ArrayBufferView) => bytesOfView(bytes).every((byte) => byte < 0x80),
	transcode: (bytes: Uint8Array, from: string, to: string) => wrapped(bytesOf(textOf(bytes, from), to)),
	atob: (text: string) => atob(text),
	btoa: (text: string) => btoa(text)
};

function isWellEncoded(bytes: ArrayBufferView): boolean {
	try {
		utf8Text(bytesOfView(bytes), true);
		return true;
	} catch {
		return false;
	}
}
