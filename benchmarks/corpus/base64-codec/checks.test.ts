import { describe, expect, it } from 'vitest';
import { decode, decodeText, encode } from './base64.ts';

describe('encode', () => {
	it.each([
		['', ''],
		['f', 'Zg=='],
		['fo', 'Zm8='],
		['foo', 'Zm9v'],
		['foob', 'Zm9vYg=='],
		['fooba', 'Zm9vYmE='],
		['foobar', 'Zm9vYmFy'],
		['ж€😀', '0Lbigqzwn5iA']
	])('%s becomes %s', (text, encoded) => {
		expect(encode(text)).toBe(encoded);
		expect(decodeText(encoded)).toBe(text);
	});

	it('takes bytes', () => {
		expect(encode(Uint8Array.of(251, 255, 254))).toBe('+//+');
	});

	it('has a form for addresses', () => {
		expect(encode(Uint8Array.of(251, 255, 254, 0), { isUrlSafe: true })).toBe('-__-AA');
	});

	it('agrees with the platform', () => {
		for (const text of ['hello', 'a', 'xyz=1&b']) expect(encode(text)).toBe(btoa(text));
	});
});

describe('decode', () => {
	it('takes both alphabets', () => {
		expect(decode('-__-')).toEqual(decode('+//+'));
		expect([...decode('-__--_-_')]).toEqual([...decode('+//++/+/')]);
	});

	it('undoes any bytes', () => {
		const bytes = Uint8Array.from({ length: 256 }, (_, index) => (index * 7) % 256);
		expect(decode(encode(bytes))).toStrictEqual(bytes);
	});

	it.each(['A', 'AAAAA', 'A*==', 'AA A', '===='])('refuses %s', (text) => {
		expect(() => decode(text)).toThrow(SyntaxError);
	});

	it('refuses bytes that are no text', () => {
		expect(() => decodeText('//79')).toThrow(TypeError);
	});
});
