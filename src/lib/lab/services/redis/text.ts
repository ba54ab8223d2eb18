import { append } from '../../runtime/host.ts';

/*
 * The engine keeps texts as bytes: each character is one, as Redis' strings are. Most are plain ASCII,
 * where text and bytes are the same string.
 */

const NOT_ASCII = /[^\0-\x7f]/;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function isAscii(text: string): boolean {
	return !NOT_ASCII.test(text);
}

/** A text's UTF-8, one character a byte. */
export function bytesFrom(text: string): string {
	return isAscii(text) ? text : binaryFrom(encoder.encode(text));
}

export function binaryFrom(bytes: Uint8Array): string {
	let text = '';
	for (let index = 0; index < bytes.length; index++) text += String.fromCharCode(bytes[index] ?? 0);
	return text;
}

/** The text whose UTF-8 these bytes are. */
export function textFrom(bytes: string): string {
	return isAscii(bytes) ? bytes : decoder.decode(octetsOf(bytes));
}

export function octetsOf(bytes: string): Uint8Array {
	const codes: number[] = [];
	for (let index = 0; index < bytes.length; index++) append(codes, bytes.charCodeAt(index));
	return Uint8Array.from(codes);
}
