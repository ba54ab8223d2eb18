import type { Jwk } from './key-material.ts';
import type { KeyObject } from './key-object.ts';

/** What functions of `node:crypto` take for a key: the key, its text or bytes, or one of these with what to know of it. */
interface KeyDescription {
	key: KeyObject | string | ArrayBufferView | Jwk;
	format?: string;
	type?: string;
	dsaEncoding?: 'der' | 'ieee-p1363';
}
export type KeyInput = KeyObject | string | ArrayBufferView | KeyDescription;

export function isDescription(input: KeyInput): input is KeyDescription {
	return typeof input === 'object' && 'key' in input;
}
