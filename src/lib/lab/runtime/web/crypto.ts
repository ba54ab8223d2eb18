import { defineGlobal } from '../host.ts';
import { bytesOfView } from '../buffer.ts';
import { base64Bytes, base64Text } from '../encoding.ts';
import { hkdfSync, pbkdf2Sync } from '../key-derivation.ts';
import { createHash, createHmac, randomUUID } from '../node-crypto.ts';
import { randomBytes } from '../random.ts';

/**
 * A part of the Web Cryptography API (W3C): digests, HMAC, PBKDF2, HKDF; other algorithms are refused by
 * name. Randomness comes from the seed of the run.
 */
interface Algorithm {
	name: string;
	hash?: unknown;
	length?: number;
	salt?: BufferSource;
	info?: BufferSource;
	iterations?: number;
}
type Named = string | Algorithm;
type BufferSource = ArrayBuffer | ArrayBufferView;

/** Given by the class below, which alone can make a key and see its bytes. */
let newKey: (bytes: Uint8Array, algorithm: object, extractable: boolean, usages: string[]) => CryptoKey;
let bytesOfKey: (key: CryptoKey) => Uint8Array;

class CryptoKey {
	readonly #bytes: Uint8Array;
	readonly #algorithm: object;
	readonly #isExtractable: boolean;
	readonly #usages: string[];

	constructor(hidden: unknown, bytes: Uint8Array, algorithm: object, extractable: boolean, usages: string[]) {
		if (hidden !== HIDDEN) throw new TypeError('Illegal constructor');
		this.#bytes = bytes;
		this.#algorithm = algorithm;
		this.#isExtractable = extractable;
		this.#usages = usages;
	}

	get type() {
		return 'secret';
	}

	get extractable() {
		return this.#isExtractable;
	}

	get algorithm() {
		return this.#algorithm;
	}

	get usages() {
		return this.#usages;
	}

	static {
		newKey = (bytes, algorithm, extractable, usages) =>
			new CryptoKey(HIDDEN, bytes, algorithm, extractable, usages);
		bytesOfKey = (key) => key.#bytes;
	}
}
const HIDDEN = Symbol('hidden');

const DIGESTS = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const HMAC_LENGTHS = [512, 512, 1024, 1024];

function nameOf(algorithm: unknown, known: readonly string[]): string {
	const name = String(
		typeof algorithm === 'object' && algorithm !== null && 'name' in algorithm ? algorithm.name : algorithm
	);
	const found = known.find((one) => one.toUpperCase() === name.toUpperCase());
	if (found === undefined)
		throw new DOMException(
			`Unrecognized algorithm name '${name}'. Here are ${known.join(', ')}.`,
			'NotSupportedError'
		);
	return found;
}

function bytesOfSource(source: BufferSource): Uint8Array {
	if (ArrayBuffer.isView(source)) return bytesOfView(source);
	if (source instanceof ArrayBuffer) return new Uint8Array(source);
	throw new TypeError('The data must be an ArrayBuffer or a view of one.');
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
	return Uint8Array.from(bytes).buffer;
}

function parameters(algorithm: Named): Algorithm {
	return typeof algorithm === 'object' ? algorithm : { name: algorithm };
}

function requireKey(key: CryptoKey, algorithm: unknown, usage: string): Uint8Array {
	const name = nameOf(key.algorithm, ['HMAC', 'PBKDF2', 'HKDF']);
	if (nameOf(algorithm, ['HMAC', 'PBKDF2', 'HKDF']) !== name || !key.usages.includes(usage))
		throw new DOMException(`Unable to use this key to ${usage}`, 'InvalidAccessError');
	return bytesOfKey(key);
}

function hmac(key: CryptoKey, bytes: Uint8Array, data: BufferSource): Uint8Array {
	const hash = 'hash' in key.algorithm ? key.algorithm.hash : '';
	const digest = createHmac(nameOf(hash, DIGESTS), bytes).update(bytesOfSource(data)).digest('hex');
	return Uint8Array.from(String(digest).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

class SubtleCrypto {
	async digest(algorithm: Named, data: BufferSource): Promise<ArrayBuffer> {
		return bufferOf(createHash(nameOf(algorithm, DIGESTS)).update(bytesOfSource(data)).digest());
	}

	async generateKey(algorithm: Named, extractable: boolean, usages: string[]): Promise<CryptoKey> {
		nameOf(algorithm, ['HMAC']);
		const { hash, length } = parameters(algorithm);
		const bits = length ?? HMAC_LENGTHS[DIGESTS.indexOf(nameOf(hash, DIGESTS))] ?? 512;
		return this.importKey('raw', randomBytes(bits / 8), algorithm, extractable, usages);
	}

	async importKey(
		format: string,
		data: BufferSource | { kty?: string; k?: string },
		algorithm: Named,
		extractable: boolean,
		usages: string[]
	): Promise<CryptoKey> {
		const name = nameOf(algorithm, ['HMAC', 'PBKDF2', 'HKDF']);
		const allowed = name === 'HMAC' ? ['sign', 'verify'] : ['deriveKey', 'deriveBits'];
		if (usages.length === 0 || usages.some((usage) => !allowed.includes(usage)))
			throw new DOMException(`Unsupported key usage for a ${name} key`, 'SyntaxError');
		if (name !== 'HMAC' && extractable)
			throw new DOMException(`${name} keys are not extractable`, 'SyntaxError');
		const bytes = imported(format, data);
		if (name !== 'HMAC') return newKey(bytes, { name }, false, [...usages]);
		if (bytes.length === 0) throw new DOMException('Zero-length key is not supported', 'DataError');
		const hash = { name: nameOf(parameters(algorithm).hash, DIGESTS) };
		return newKey(bytes, { name, length: bytes.length * 8, hash }, extractable, [...usages]);
	}

	async exportKey(format: string, key: CryptoKey): Promise<unknown> {
		const bytes = bytesOfKey(key);
		if (!key.extractable) throw new DOMException('key is not extractable', 'InvalidAccessError');
		if (format === 'raw') return bufferOf(bytes);
		if (format !== 'jwk') throw new DOMException(`Unable to export a key as ${format}`, 'NotSupportedError');
		const hash = 'hash' in key.algorithm ? nameOf(key.algorithm.hash, DIGESTS) : '';
		const k = base64Text(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
		return { key_ops: [...key.usages], ext: true, alg: hash.replace('SHA-', 'HS'), kty: 'oct', k };
	}

	async sign(algorithm: Named, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer> {
		return bufferOf(hmac(key, requireKey(key, algorithm, 'sign'), data));
	}

	async verify(algorithm: Named, key: CryptoKey, signature: BufferSource, data: BufferSource) {
		const expected = hmac(key, requireKey(key, algorithm, 'verify'), data);
		const given = bytesOfSource(signature);
		return given.length === expected.length && expected.every((byte, index) => byte === given[index]);
	}

	async deriveBits(algorithm: Algorithm, key: CryptoKey, length: number): Promise<ArrayBuffer> {
		const bytes = requireKey(key, algorithm, 'deriveBits');
		if (length % 8 !== 0) throw new DOMException('length must be a multiple of 8', 'OperationError');
		const { hash, salt = new Uint8Array(0), info = new Uint8Array(0), iterations = 0 } = algorithm;
		const digest = nameOf(hash, DIGESTS);
		const saltBytes = bytesOfSource(salt);
		return nameOf(algorithm, ['PBKDF2', 'HKDF']) === 'PBKDF2'
			? bufferOf(pbkdf2Sync(bytes, saltBytes, iterations, length / 8, digest))
			: hkdfSync(digest, bytes, saltBytes, bytesOfSource(info), length / 8);
	}
}

function imported(format: string, data: BufferSource | { kty?: string; k?: string }): Uint8Array {
	if (format === 'raw' && (data instanceof ArrayBuffer || ArrayBuffer.isView(data)))
		return Uint8Array.from(bytesOfSource(data));
	const bytes = 'kty' in data && data.kty === 'oct' && format === 'jwk' ? base64Bytes(data.k ?? '') : null;
	if (!bytes) throw new DOMException(`Unable to import this key as ${format}`, 'DataError');
	return bytes;
}

class Crypto {
	readonly subtle = new SubtleCrypto();

	getRandomValues<View extends ArrayBufferView>(view: View): View {
		if (!ArrayBuffer.isView(view) || !/^(?:Big)?(?:Ui|I)nt/.test(view.constructor.name))
			throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
		if (view.byteLength > 65_536)
			throw new DOMException(
				`The requested length exceeds 65,536 bytes: ${view.byteLength}`,
				'QuotaExceededError'
			);
		new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(randomBytes(view.byteLength));
		return view;
	}

	randomUUID(): string {
		return randomUUID();
	}
}

export const webcrypto = new Crypto();

export function installCrypto(): void {
	defineGlobal('Crypto', Crypto);
	defineGlobal('SubtleCrypto', SubtleCrypto);
	defineGlobal('CryptoKey', CryptoKey);
	defineGlobal('crypto', webcrypto);
}
