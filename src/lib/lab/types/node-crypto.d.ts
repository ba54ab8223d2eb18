/** Node's `crypto`, as far as lessons use it. Randomness comes from the seed of the run, so it repeats. */
declare module 'node:crypto' {
	type Algorithm =
		| 'md5'
		| 'sha1'
		| 'sha224'
		| 'sha256'
		| 'sha384'
		| 'sha512'
		| 'sha512-224'
		| 'sha512-256'
		| 'sha3-224'
		| 'sha3-256'
		| 'sha3-384'
		| 'sha3-512'
		| 'ripemd160'
		| 'blake2b512'
		| 'blake2s256';
	type Bytes = string | ArrayBufferView;

	interface ScryptOptions {
		N?: number;
		cost?: number;
		r?: number;
		blockSize?: number;
		p?: number;
		parallelization?: number;
		maxmem?: number;
	}

	export function getHashes(): string[];
	/** A key from a password (RFC 8018). */
	export function pbkdf2Sync(
		password: Bytes,
		salt: Bytes,
		iterations: number,
		keylen: number,
		digest: Algorithm
	): Buffer;
	export function pbkdf2(
		password: Bytes,
		salt: Bytes,
		iterations: number,
		keylen: number,
		digest: Algorithm,
		callback: (error: Error | null, key: Buffer) => void
	): void;
	/** A key from a password, costly in memory too (RFC 7914). */
	export function scryptSync(password: Bytes, salt: Bytes, keylen: number, options?: ScryptOptions): Buffer;
	export function scrypt(
		password: Bytes,
		salt: Bytes,
		keylen: number,
		callback: (error: Error | null, key: Buffer) => void
	): void;
	export function scrypt(
		password: Bytes,
		salt: Bytes,
		keylen: number,
		options: ScryptOptions,
		callback: (error: Error | null, key: Buffer) => void
	): void;
	/** Keys from a secret that is random already (RFC 5869). */
	export function hkdfSync(
		digest: Algorithm,
		key: Bytes,
		salt: Bytes,
		info: Bytes,
		keylen: number
	): ArrayBuffer;
	export function hkdf(
		digest: Algorithm,
		key: Bytes,
		salt: Bytes,
		info: Bytes,
		keylen: number,
		callback: (error: Error | null, key: ArrayBuffer) => void
	): void;
	export const webcrypto: Crypto;
	export const subtle: SubtleCrypto;
	export function getRandomValues<View extends ArrayBufferView>(view: View): View;

	interface Hash {
		/** Adds data to what is hashed. */
		update(data: string | ArrayBufferView, encoding?: BufferEncoding): Hash;
		digest(): Buffer;
		/** Ends the hash and returns it as text. */
		digest(encoding: BufferEncoding): string;
	}

	/** A hash to be fed with `update` and read with `digest`. */
	export function createHash(algorithm: Algorithm): Hash;
	/** A keyed hash (RFC 2104). */
	export function createHmac(algorithm: Algorithm, key: string | ArrayBufferView): Hash;
	export function hash(
		algorithm: Algorithm,
		data: string | ArrayBufferView,
		encoding?: BufferEncoding
	): string;
	export function randomBytes(size: number): Buffer;
	export function randomInt(max: number): number;
	export function randomInt(min: number, max: number): number;
	export function randomUUID(): string;
	/** Compares without telling by its time where the first difference is. */
	export function timingSafeEqual(a: ArrayBufferView, b: ArrayBufferView): boolean;

	export class KeyObject {
		private constructor();
		readonly type: 'public' | 'private';
		readonly asymmetricKeyType: 'ed25519';
		export(options: { type: 'spki' | 'pkcs8'; format: 'der' }): Buffer;
		export(options: { type: 'spki' | 'pkcs8'; format: 'pem' }): string;
		export(options: { format: 'jwk' }): Record<string, string>;
		equals(other: KeyObject): boolean;
	}

	type KeyInput =
		| KeyObject
		| string
		| ArrayBufferView
		| { key: string | ArrayBufferView; format?: 'der' | 'pem'; type?: 'spki' | 'pkcs8' };

	/** A new Ed25519 key pair (RFC 8032). */
	export function generateKeyPairSync(type: 'ed25519'): { publicKey: KeyObject; privateKey: KeyObject };
	export function createPublicKey(key: KeyInput): KeyObject;
	export function createPrivateKey(key: KeyInput): KeyObject;
	/** Signs with Ed25519; the algorithm is always null, because the scheme has its own hash. */
	export function sign(algorithm: null, data: string | ArrayBufferView, key: KeyInput): Buffer;
	export function verify(
		algorithm: null,
		data: string | ArrayBufferView,
		key: KeyInput,
		signature: ArrayBufferView
	): boolean;
}

declare module 'crypto' {
	export * from 'node:crypto';
}
