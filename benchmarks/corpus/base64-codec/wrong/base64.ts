const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

export interface EncodeOptions {
	isUrlSafe?: boolean;
}

export function encode(data: Uint8Array | string, { isUrlSafe = false }: EncodeOptions = {}): string {
	const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
	let text = '';
	for (let at = 0; at < bytes.length; at += 3) {
		const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
		const group = (a << 16) | (b << 8) | c;
		const present = Math.min(3, bytes.length - at);
		for (let index = 0; index < 4; index++)
			text += index < present ? ALPHABET.charAt((group >> (18 - 6 * index)) & 63) : '=';
	}
	return isUrlSafe ? text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') : text;
}

export function decode(text: string): Uint8Array {
	const clean = text
		.replaceAll('-', '+')
		.replaceAll('_', '/')
		.replace(/={1,2}$/, '');
	if (clean.length % 4 === 1) throw new SyntaxError('not a whole number of bytes');
	const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
	let [buffer, bits, written] = [0, 0, 0];
	for (const [at, character] of [...clean].entries()) {
		const value = VALUES.get(character);
		if (value === undefined) throw new SyntaxError(`${JSON.stringify(character)} at ${at} is not base64`);
		buffer = ((buffer << 6) | value) & 0xfff;
		bits += 6;
		if (bits < 8) continue;
		bits -= 8;
		bytes[written++] = (buffer >> bits) & 255;
	}
	return bytes;
}

export function decodeText(text: string): string {
	return new TextDecoder('utf-8', { fatal: true }).decode(decode(text));
}
