import { Buffer, bytesOfView, textOf } from './buffer.ts';
import { dataBytes, normalized, type Data } from './crypto-data.ts';
import { hexBytes, hexText, utf8Bytes } from './encoding.ts';
import { host } from './host.ts';
import { KeyObject } from './key-object.ts';
import { randomBytes as seededBytes } from './random.ts';

/**
 * Hashes, HMAC and randomness of `node:crypto`; keys, signatures and ciphers have files of their own. The
 * arithmetic is done by the host. Randomness comes from the seed of the run, so keys repeat: fine to learn with, and for
 * nothing else.
 */
const HASH_NAMES =
	'md5 sha1 sha224 sha256 sha384 sha512 sha512-224 sha512-256 sha3-224 sha3-256 sha3-384 sha3-512 ripemd160 blake2b512 blake2s256'.split(
		' '
	);

export function getHashes(): string[] {
	return [...HASH_NAMES];
}

/** By each spelling that was met: a miner makes a hash a thousand times. */
const names = new Map(HASH_NAMES.map((name) => [name, normalized(name)]));

export function createHash(algorithm: string): Hash {
	const known = names.get(algorithm);
	if (known !== undefined) return new Hash(known);
	const name = normalized(algorithm);
	if (!HASH_NAMES.some((each) => normalized(each) === name))
		throw new Error(`Digest method not supported: ${algorithm}. There are ${HASH_NAMES.join(', ')}.`);
	return new Hash(name);
}

class Hash {
	readonly #algorithm: string;
	#text = '';
	#bytes: Uint8Array | null = null;
	#isDone = false;

	constructor(algorithm: string) {
		this.#algorithm = algorithm;
	}

	update(data: Data, encoding = 'utf8'): this {
		if (this.#isDone) throw new Error('Digest already called');
		const isText = typeof data === 'string' && (encoding === 'utf8' || /^utf-?8$/i.test(encoding));
		if (isText && this.#bytes === null) this.#text += data;
		else this.#bytes = Buffer.concat([this.#bytes ?? utf8Bytes(this.#text), dataBytes(data, encoding)]);
		return this;
	}
	/** What was taken in so far, to go on from in another way. */
	copy(): Hash {
		if (this.#isDone) throw new Error('Digest already called');
		const copy = new Hash(this.#algorithm);
		copy.#text = this.#text;
		copy.#bytes = this.#bytes;
		return copy;
	}
	digest(): Buffer;
	digest(encoding: string): string;
	digest(encoding?: string): Buffer | string {
		if (this.#isDone) throw new Error('Digest already called');
		this.#isDone = true;
		return encoded(this.#hex(), encoding);
	}
	/**
	 * Text crosses as it is, unless it holds what does not come through: the character that ends a text,
	 * or half of a pair (which counts as U+FFFD, as in Node).
	 */
	#hex(): string {
		if (this.#bytes === null && !this.#text.includes('\0') && this.#text.isWellFormed())
			return host(`hash-text|${this.#algorithm}|${this.#text}`);
		return host(`hash-bytes|${this.#algorithm}|${hexText(this.#bytes ?? utf8Bytes(this.#text))}`);
	}
}

export function createHmac(algorithm: string, key: Data | KeyObject): Hmac {
	const bytes = key instanceof KeyObject ? hexBytes(KeyObject.materialOf(key).hex) : dataBytes(key);
	return new Hmac(normalized(algorithm), bytes);
}

class Hmac {
	readonly #algorithm: string;
	readonly #key: Uint8Array;
	#bytes = new Uint8Array(0);

	constructor(algorithm: string, key: Uint8Array) {
		this.#algorithm = algorithm;
		this.#key = key;
	}
	update(data: Data, encoding = 'utf8'): this {
		this.#bytes = Uint8Array.from(Buffer.concat([this.#bytes, dataBytes(data, encoding)]));
		return this;
	}
	digest(encoding?: string): Buffer | string {
		return encoded(host(`hmac|${this.#algorithm}|${hexText(this.#key)}|${hexText(this.#bytes)}`), encoding);
	}
}

export function hash(algorithm: string, data: Data, encoding = 'hex'): string {
	return createHash(algorithm).update(data).digest(encoding);
}

export function randomBytes(size: number): Buffer {
	return Buffer.from(seededBytes(size));
}

export function randomFillSync<View extends ArrayBufferView>(view: View): View {
	const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
	bytes.set(seededBytes(bytes.length));
	return view;
}

export function randomInt(min: number, max?: number): number {
	const [from, to] = max === undefined ? [0, min] : [min, max];
	return from + (Buffer.from(seededBytes(4)).readUInt32BE() % (to - from));
}

export function randomUUID(): string {
	const bytes = seededBytes(16);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = hexText(bytes);
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function timingSafeEqual(a: ArrayBufferView, b: ArrayBufferView): boolean {
	if (a.byteLength !== b.byteLength) throw new RangeError('Input buffers must have the same byte length');
	return hexText(bytesOfView(a)) === hexText(bytesOfView(b));
}

function encoded(hex: string, encoding: string | undefined): Buffer | string {
	if (encoding === 'hex') return hex;
	const bytes = Buffer.from(hex, 'hex');
	return encoding === undefined || encoding === 'buffer' ? bytes : textOf(bytes, encoding);
}
