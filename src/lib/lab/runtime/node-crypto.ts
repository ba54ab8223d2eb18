import { Buffer, bytesOfView, textOf } from './buffer.ts';
import { dataBytes, normalized, type Data } from './crypto-data.ts';
import { base64Bytes, base64Text, hexBytes, hexText, utf8Bytes } from './encoding.ts';
import { host } from './host.ts';
import { randomBytes as seededBytes } from './random.ts';

/**
 * The part of `node:crypto` that exercises use: hashes, HMAC and Ed25519. The arithmetic is done by
 * the host. Randomness comes from the seed of the run, so keys repeat: fine to learn with, and for
 * nothing else.
 */
const HASH_NAMES =
	'md5 sha1 sha224 sha256 sha384 sha512 sha512-224 sha512-256 sha3-224 sha3-256 sha3-384 sha3-512 ripemd160 blake2b512 blake2s256'.split(
		' '
	);

export function getHashes(): string[] {
	return [...HASH_NAMES];
}

export function createHash(algorithm: string): Hash {
	const name = normalized(algorithm);
	if (!HASH_NAMES.some((known) => normalized(known) === name))
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
		const isText = typeof data === 'string' && /^utf-?8$/i.test(encoding);
		if (isText && this.#bytes === null) this.#text += data;
		else this.#bytes = Buffer.concat([this.#bytes ?? utf8Bytes(this.#text), dataBytes(data, encoding)]);
		return this;
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

export function createHmac(algorithm: string, key: Data): Hmac {
	return new Hmac(normalized(algorithm), dataBytes(key));
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

/** DER prefixes of an Ed25519 key (RFC 8410): everything but the 32 bytes of the key. */
const SPKI_PREFIX = '302a300506032b6570032100';
const PKCS8_PREFIX = '302e020100300506032b657004220420';

interface ExportOptions {
	type?: 'spki' | 'pkcs8';
	format?: 'der' | 'pem' | 'jwk';
}

export class KeyObject {
	readonly type: 'public' | 'private';
	readonly asymmetricKeyType = 'ed25519';
	readonly #hex: string;

	constructor(type: 'public' | 'private', hex: string) {
		this.type = type;
		this.#hex = hex;
	}
	static hexOf(key: KeyObject): string {
		return key.#hex;
	}
	export(options: ExportOptions = {}): Buffer | string | Record<string, string> {
		const isPublic = this.type === 'public';
		const wanted = isPublic ? 'spki' : 'pkcs8';
		if (options.format === 'jwk') {
			const encode = (hex: string) => textOf(hexBytes(hex), 'base64url');
			const x = encode(isPublic ? this.#hex : publicHex(this.#hex));
			return isPublic
				? { crv: 'Ed25519', x, kty: 'OKP' }
				: { crv: 'Ed25519', d: encode(this.#hex), x, kty: 'OKP' };
		}
		if (options.type !== wanted)
			throw new TypeError(`A ${this.type} key is exported with type: '${wanted}'.`);
		const der = hexBytes((isPublic ? SPKI_PREFIX : PKCS8_PREFIX) + this.#hex);
		if (options.format === 'der') return Buffer.from(der);
		if (options.format !== 'pem') throw new TypeError("The format is 'der', 'pem' or 'jwk'.");
		const label = isPublic ? 'PUBLIC KEY' : 'PRIVATE KEY';
		return `-----BEGIN ${label}-----\n${base64Text(der)}\n-----END ${label}-----\n`;
	}
	equals(other: KeyObject): boolean {
		return other.type === this.type && KeyObject.hexOf(other) === this.#hex;
	}
	toJSON() {
		return { type: this.type, asymmetricKeyType: this.asymmetricKeyType };
	}
}

export function generateKeyPairSync(
	type: string,
	options?: object
): { publicKey: KeyObject; privateKey: KeyObject } {
	if (type !== 'ed25519') throw new Error(`Key type '${type}' is not supported here; 'ed25519' is.`);
	if (options && Object.keys(options).length > 0)
		throw new Error('Options of generateKeyPairSync are not supported here; call export() on the keys.');
	const privateHex = hexText(seededBytes(32));
	return {
		publicKey: new KeyObject('public', publicHex(privateHex)),
		privateKey: new KeyObject('private', privateHex)
	};
}

type KeyInput =
	KeyObject | string | ArrayBufferView | { key: string | ArrayBufferView; format?: string; type?: string };

export function createPublicKey(input: KeyInput): KeyObject {
	if (input instanceof KeyObject) {
		return input.type === 'public' ? input : new KeyObject('public', publicHex(KeyObject.hexOf(input)));
	}
	return new KeyObject('public', keyHex(input, SPKI_PREFIX, 'public'));
}

export function createPrivateKey(input: KeyInput): KeyObject {
	return input instanceof KeyObject
		? input
		: new KeyObject('private', keyHex(input, PKCS8_PREFIX, 'private'));
}

export function sign(algorithm: null | undefined, data: Data, key: KeyInput): Buffer {
	refuseAlgorithm(algorithm);
	const privateKey = createPrivateKey(key);
	if (privateKey.type !== 'private') throw new TypeError('Signing needs a private key.');
	return Buffer.from(host(`ed25519-sign|${KeyObject.hexOf(privateKey)}|${hexText(dataBytes(data))}`), 'hex');
}

export function verify(
	algorithm: null | undefined,
	data: Data,
	key: KeyInput,
	signature: ArrayBufferView
): boolean {
	refuseAlgorithm(algorithm);
	const request = [
		KeyObject.hexOf(createPublicKey(key)),
		hexText(dataBytes(data)),
		hexText(bytesOfView(signature))
	];
	return host(`ed25519-verify|${request.join('|')}`) === '1';
}

function publicHex(privateHex: string): string {
	return host(`ed25519-public|${privateHex}`);
}

function refuseAlgorithm(algorithm: unknown): void {
	if (algorithm !== null && algorithm !== undefined)
		throw new Error('Ed25519 signs the data itself: the algorithm must be null.');
}

function keyHex(input: Exclude<KeyInput, KeyObject>, prefix: string, what: string): string {
	const source = typeof input === 'object' && 'key' in input ? input.key : input;
	const der =
		typeof source === 'string' ? base64Bytes(source.replace(/-----[A-Z ]+-----/g, '')) : bytesOfView(source);
	const hex = der ? hexText(der) : '';
	if (!hex.startsWith(prefix) || hex.length !== prefix.length + 64) {
		throw new Error(`That is not an Ed25519 ${what} key in DER or PEM.`);
	}
	return hex.slice(prefix.length);
}

function encoded(hex: string, encoding: string | undefined): Buffer | string {
	if (encoding === 'hex') return hex;
	const bytes = Buffer.from(hex, 'hex');
	return encoding === undefined || encoding === 'buffer' ? bytes : textOf(bytes, encoding);
}
