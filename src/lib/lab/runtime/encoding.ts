import { defineGlobal } from './host.ts';

const { escape: percentEncoded } = globalThis;

/** UTF-8 (WHATWG Encoding) and Base64 (HTML), which the bare engine lacks. */
export function utf8Bytes(text: string): Uint8Array {
	return asciiBytes(text) ?? encoded(text);
}

/** Null when the text is not ASCII throughout, as most is. */
function asciiBytes(text: string): Uint8Array | null {
	if (!ASCII.test(text)) return null;
	const bytes = new Uint8Array(text.length);
	for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
	return bytes;
}

const ASCII = /^[\0-\x7f]*$/;

function encoded(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length * 3);
	let length = 0;
	for (let index = 0; index < text.length; index++) {
		let code = text.charCodeAt(index);
		if (code >= 0xd800 && code <= 0xdfff) {
			const next = text.charCodeAt(index + 1);
			if (code < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) {
				code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
				index++;
			} else code = 0xfffd;
		}
		if (code < 0x80) bytes[length++] = code;
		else {
			const continuations = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
			bytes[length++] = ((0xff << (7 - continuations)) & 0xff) | (code >> (6 * continuations));
			for (let left = continuations - 1; left >= 0; left--)
				bytes[length++] = 0x80 | ((code >> (6 * left)) & 0x3f);
		}
	}
	return bytes.slice(0, length);
}

export function utf8Text(bytes: Uint8Array, isFatal = false): string {
	const raw = latin1Text(bytes);
	if (ASCII.test(raw)) return raw;
	try {
		// The engine's own decoder, which takes well-formed UTF-8 only.
		return decodeURIComponent(percentEncoded(raw));
	} catch {
		return repaired(bytes, isFatal);
	}
}

const { fromCharCode } = String;
const CHARACTERS_AT_ONCE = 4096;

/** Each byte a character. */
export function latin1Text(bytes: Uint8Array): string {
	let text = '';
	for (let start = 0; start < bytes.length; start += CHARACTERS_AT_ONCE)
		text += Reflect.apply(fromCharCode, String, bytes.subarray(start, start + CHARACTERS_AT_ONCE));
	return text;
}

function repaired(bytes: Uint8Array, isFatal: boolean): string {
	let text = '';
	for (let index = 0; index < bytes.length;) {
		const { code, length } = codePointAt(bytes, index);
		if (code === null && isFatal) throw new TypeError('The encoded data was not valid for encoding utf-8');
		text += String.fromCodePoint(code ?? 0xfffd);
		index += length;
	}
	return text;
}

/** One code point, or null with how many bytes one replacement character stands for. */
function codePointAt(bytes: Uint8Array, index: number): { code: number | null; length: number } {
	const first = bytes[index] ?? 0;
	if (first < 0x80) return { code: first, length: 1 };
	const continuations =
		first >= 0xc2 && first < 0xe0
			? 1
			: first >= 0xe0 && first < 0xf0
				? 2
				: first >= 0xf0 && first < 0xf5
					? 3
					: 0;
	if (continuations === 0) return { code: null, length: 1 };
	let code = first & (0x3f >> continuations);
	for (let offset = 1; offset <= continuations; offset++) {
		const byte = bytes[index + offset] ?? 0;
		const [low, high] = offset === 1 ? secondByteRange(first) : [0x80, 0xbf];
		if (byte < low || byte > high) return { code: null, length: offset };
		code = (code << 6) | (byte & 0x3f);
	}
	return { code, length: continuations + 1 };
}

function secondByteRange(first: number): [number, number] {
	if (first === 0xe0) return [0xa0, 0xbf];
	if (first === 0xed) return [0x80, 0x9f];
	if (first === 0xf0) return [0x90, 0xbf];
	if (first === 0xf4) return [0x80, 0x8f];
	return [0x80, 0xbf];
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64Text(bytes: Uint8Array): string {
	let text = '';
	for (let index = 0; index < bytes.length; index += 3) {
		const [a = 0, b, c] = [bytes[index], bytes[index + 1], bytes[index + 2]];
		const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
		text += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63);
		text +=
			(b === undefined ? '=' : ALPHABET.charAt((bits >> 6) & 63)) +
			(c === undefined ? '=' : ALPHABET.charAt(bits & 63));
	}
	return text;
}

/** Null when it is not Base64; takes the URL alphabet too. */
export function base64Bytes(text: string): Uint8Array | null {
	const clean = text.replace(/[\s=]/g, '').replaceAll('-', '+').replaceAll('_', '/');
	if (/[^A-Za-z0-9+/]/.test(clean) || clean.length % 4 === 1) return null;
	const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
	let [bits, count, length] = [0, 0, 0];
	for (const character of clean) {
		bits = ((bits << 6) | ALPHABET.indexOf(character)) & 0xffffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			bytes[length++] = (bits >> count) & 0xff;
		}
	}
	return bytes;
}

export function hexText(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
	return text;
}

/** Stops at the first pair that is not hexadecimal, as Node does. */
export function hexBytes(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length >> 1);
	for (let index = 0; index < bytes.length; index++) {
		const pair = text.slice(index * 2, index * 2 + 2);
		if (!/^[0-9a-f]{2}$/i.test(pair)) return bytes.slice(0, index);
		bytes[index] = Number.parseInt(pair, 16);
	}
	return bytes;
}

export function installEncoding(): void {
	defineGlobal('btoa', function btoa(text: unknown) {
		const characters = String(text);
		if (/[^\0-\xff]/.test(characters)) throw new DOMException('Invalid character', 'InvalidCharacterError');
		return base64Text(Uint8Array.from(characters, (character) => character.charCodeAt(0)));
	});
	defineGlobal('atob', function atob(text: unknown) {
		const bytes = base64Bytes(String(text));
		if (!bytes)
			throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
		return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
	});
}
