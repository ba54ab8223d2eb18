import { utf8Bytes, utf8Text } from '../encoding.ts';
import { defineGlobal } from '../host.ts';
import { joined } from './blob.ts';

/** `TextEncoder` and `TextDecoder` (Encoding Standard, WHATWG): UTF-8, UTF-16LE and windows-1252. */
class TextEncoder {
	get encoding(): string {
		return 'utf-8';
	}

	encode(text = ''): Uint8Array {
		return utf8Bytes(String(text));
	}

	/** Whole characters only, as many as fit. */
	encodeInto(text: string, target: Uint8Array): { read: number; written: number } {
		let [read, written] = [0, 0];
		for (const character of text) {
			const bytes = utf8Bytes(character);
			if (written + bytes.length > target.length) break;
			target.set(bytes, written);
			written += bytes.length;
			read += character.length;
		}
		return { read, written };
	}
}

type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

const LABELS: Record<string, Encoding> = {
	...Object.fromEntries(['utf-8', 'utf8', 'unicode-1-1-utf-8'].map((label) => [label, 'utf-8'] as const)),
	...Object.fromEntries(
		['utf-16le', 'utf-16', 'ucs-2', 'unicode'].map((label) => [label, 'utf-16le'] as const)
	),
	...Object.fromEntries(
		['windows-1252', 'latin1', 'iso-8859-1', 'ascii', 'us-ascii', 'l1', 'cp1252'].map(
			(label) => [label, 'windows-1252'] as const
		)
	)
};

/** What the bytes 0x80 to 0x9f stand for in windows-1252 (Encoding Standard, index windows-1252). */
const WINDOWS_1252 =
	'\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

class TextDecoder {
	readonly #encoding: Encoding;
	readonly #fatal: boolean;
	readonly #ignoreBOM: boolean;
	/** Bytes of a character whose end has not come yet. */
	#rest = new Uint8Array();
	#isBegun = false;

	constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
		const encoding = LABELS[String(label).trim().toLowerCase()];
		if (encoding === undefined) {
			const error = new RangeError(`The "${String(label)}" encoding is not supported`);
			throw Object.assign(error, { code: 'ERR_ENCODING_NOT_SUPPORTED' });
		}
		this.#encoding = encoding;
		this.#fatal = Boolean(fatal);
		this.#ignoreBOM = Boolean(ignoreBOM);
	}

	get encoding(): string {
		return this.#encoding;
	}

	get fatal(): boolean {
		return this.#fatal;
	}

	get ignoreBOM(): boolean {
		return this.#ignoreBOM;
	}

	decode(input: ArrayBuffer | ArrayBufferView = new Uint8Array(), { stream = false } = {}): string {
		const given = ArrayBuffer.isView(input)
			? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
			: new Uint8Array(input);
		const bytes = this.#rest.length > 0 ? joined([this.#rest, given]) : given;
		const whole = stream ? bytes.length - unfinishedLength(bytes, this.#encoding) : bytes.length;
		this.#rest = bytes.slice(whole);
		const text = this.#text(bytes.subarray(0, whole));
		const isMarked = !this.#ignoreBOM && !this.#isBegun && text.startsWith('\ufeff');
		this.#isBegun = stream && (this.#isBegun || text !== '');
		if (!stream) this.#rest = new Uint8Array();
		return isMarked ? text.slice(1) : text;
	}

	#text(bytes: Uint8Array): string {
		if (this.#encoding === 'utf-8') return utf8Text(bytes, this.#fatal);
		if (this.#encoding === 'utf-16le') return utf16Text(bytes, this.#fatal);
		let text = '';
		for (const byte of bytes)
			text += byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charAt(byte - 0x80) : String.fromCharCode(byte);
		return text;
	}
}

function utf16Text(bytes: Uint8Array, isFatal: boolean): string {
	let text = '';
	for (let index = 0; index + 1 < bytes.length; index += 2)
		text += String.fromCharCode((bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8));
	if (bytes.length % 2 === 1) text += '\ufffd';
	if (isFatal && (bytes.length % 2 === 1 || !text.isWellFormed()))
		throw new TypeError('The encoded data was not valid for encoding utf-16le');
	return text.toWellFormed();
}

/** How many bytes at the end belong to a character that goes on. */
function unfinishedLength(bytes: Uint8Array, encoding: Encoding): number {
	if (encoding === 'windows-1252') return 0;
	if (encoding === 'utf-16le') return bytes.length % 2;
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] ?? 0;
		if (byte < 0x80) return 0;
		if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
	}
	return 0;
}

/** The same, as streams. */
class TextEncoderStream {
	readonly #stream = new TransformStream<string, Uint8Array>({
		transform: (text, controller) => controller.enqueue(utf8Bytes(String(text)))
	});

	get encoding(): string {
		return 'utf-8';
	}

	get readable(): ReadableStream<Uint8Array> {
		return this.#stream.readable;
	}

	get writable(): WritableStream<string> {
		return this.#stream.writable;
	}
}

class TextDecoderStream {
	readonly #decoder: TextDecoder;
	readonly #stream: TransformStream<ArrayBuffer | ArrayBufferView, string>;

	constructor(label = 'utf-8', options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
		const decoder = new TextDecoder(label, options);
		this.#decoder = decoder;
		this.#stream = new TransformStream({
			transform(chunk, controller) {
				const text = decoder.decode(chunk, { stream: true });
				if (text !== '') controller.enqueue(text);
			},
			flush(controller) {
				const text = decoder.decode();
				if (text !== '') controller.enqueue(text);
			}
		});
	}

	get encoding(): string {
		return this.#decoder.encoding;
	}

	get readable(): ReadableStream<string> {
		return this.#stream.readable;
	}

	get writable(): WritableStream<ArrayBuffer | ArrayBufferView> {
		return this.#stream.writable;
	}
}

export function installTextCodec(): void {
	for (const [name, value] of Object.entries({
		TextEncoder,
		TextDecoder,
		TextEncoderStream,
		TextDecoderStream
	}))
		defineGlobal(name, value);
}
