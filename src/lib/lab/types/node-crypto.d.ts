/** Node's `crypto`, but for RSA and streams. Randomness comes from the seed of the run, so it repeats. */
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
	export const webcrypto: typeof crypto;
	export const subtle: typeof crypto.subtle;
	export function getRandomValues<View extends ArrayBufferView>(view: View): View;

	interface Hash {
		/** Adds data to what is hashed. */
		update(data: string | ArrayBufferView, encoding?: BufferEncoding): Hash;
		/** What was taken in so far, to go on from in another way. */
		copy(): Hash;
		digest(): Buffer;
		/** Ends the hash and returns it as text. */
		digest(encoding: BufferEncoding): string;
	}

	/** A hash to be fed with `update` and read with `digest`. */
	export function createHash(algorithm: Algorithm): Hash;
	/** A keyed hash (RFC 2104). */
	export function createHmac(algorithm: Algorithm, key: Bytes | KeyObject): Hash;
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

	export function randomFillSync<View extends ArrayBufferView>(view: View): View;

	type KeyEncoding = { type?: 'spki' | 'pkcs8'; format: 'pem' | 'der' | 'jwk' };

	export class KeyObject {
		private constructor();
		readonly type: 'secret' | 'public' | 'private';
		readonly asymmetricKeyType: 'ed25519' | 'x25519' | 'ec' | undefined;
		readonly asymmetricKeyDetails: { namedCurve?: string } | undefined;
		readonly symmetricKeySize: number | undefined;
		export(options: { type: 'spki' | 'pkcs8'; format: 'der' }): Buffer;
		export(options: { type: 'spki' | 'pkcs8'; format: 'pem' }): string;
		export(options: { format: 'jwk' }): JsonWebKey;
		/** Of a secret key. */
		export(options?: { format?: 'buffer' }): Buffer;
		equals(other: KeyObject): boolean;
	}

	type KeyInput =
		| KeyObject
		| string
		| ArrayBufferView
		| {
				key: KeyObject | string | ArrayBufferView | JsonWebKey;
				format?: 'der' | 'pem' | 'jwk';
				type?: 'spki' | 'pkcs8';
				/** How a signature of ECDSA is written; in DER when left out. */
				dsaEncoding?: 'der' | 'ieee-p1363';
		  };

	interface KeyPair {
		publicKey: KeyObject;
		privateKey: KeyObject;
	}
	interface CurveOptions {
		namedCurve: 'P-256' | 'prime256v1' | 'P-384' | 'secp384r1' | 'secp256k1';
	}

	/** A new key pair, from the seed of the run. RSA is not here. */
	export function generateKeyPairSync(type: 'ed25519' | 'x25519'): KeyPair;
	export function generateKeyPairSync(type: 'ec', options: CurveOptions): KeyPair;
	export function generateKeyPairSync(
		type: 'ed25519' | 'x25519' | 'ec',
		options: Partial<CurveOptions> & { publicKeyEncoding: KeyEncoding; privateKeyEncoding: KeyEncoding }
	): { publicKey: any; privateKey: any };
	export function generateKeyPair(
		type: 'ed25519' | 'x25519' | 'ec',
		options: Partial<CurveOptions> & { publicKeyEncoding?: KeyEncoding; privateKeyEncoding?: KeyEncoding },
		callback: (error: Error | null, publicKey: any, privateKey: any) => void
	): void;
	export function createSecretKey(key: Bytes, encoding?: BufferEncoding): KeyObject;
	export function generateKeySync(type: 'hmac' | 'aes', options: { length: number }): KeyObject;
	export function createPublicKey(key: KeyInput): KeyObject;
	export function createPrivateKey(key: KeyInput): KeyObject;
	export function diffieHellman(keys: { privateKey: KeyObject; publicKey: KeyObject }): Buffer;
	/** Ed25519 takes null for the algorithm, because it has its own hash; ECDSA takes that of the hash. */
	export function sign(algorithm: string | null | undefined, data: Bytes, key: KeyInput): Buffer;
	export function verify(
		algorithm: string | null | undefined,
		data: Bytes,
		key: KeyInput,
		signature: ArrayBufferView
	): boolean;

	interface Sign {
		update(data: Bytes, encoding?: BufferEncoding): this;
		sign(key: KeyInput): Buffer;
		sign(key: KeyInput, encoding: BufferEncoding): string;
	}
	interface Verify {
		update(data: Bytes, encoding?: BufferEncoding): this;
		verify(key: KeyInput, signature: Bytes, encoding?: BufferEncoding): boolean;
	}
	export function createSign(algorithm: string): Sign;
	export function createVerify(algorithm: string): Verify;

	interface CipherLike {
		update(data: ArrayBufferView): Buffer;
		update(data: string, inputEncoding: BufferEncoding): Buffer;
		update(data: ArrayBufferView, inputEncoding: undefined, outputEncoding: BufferEncoding): string;
		update(data: string, inputEncoding: BufferEncoding, outputEncoding: BufferEncoding): string;
		final(): Buffer;
		final(outputEncoding: BufferEncoding): string;
		/** What is not encrypted, but cannot be changed either. */
		setAAD(data: ArrayBufferView): this;
		setAutoPadding(isPadded?: boolean): this;
	}
	interface Cipher extends CipherLike {
		/** After `final`, of GCM and Poly1305. */
		getAuthTag(): Buffer;
	}
	interface Decipher extends CipherLike {
		/** Before `final`. */
		setAuthTag(tag: ArrayBufferView): this;
	}
	type CipherName = `aes-${128 | 192 | 256}-${'gcm' | 'cbc' | 'ctr'}` | 'chacha20-poly1305';
	export function createCipheriv(
		algorithm: CipherName | (string & {}),
		key: Bytes | KeyObject,
		iv: Bytes | null
	): Cipher;
	export function createDecipheriv(
		algorithm: CipherName | (string & {}),
		key: Bytes | KeyObject,
		iv: Bytes | null
	): Decipher;
	export function getCiphers(): string[];
	export function getCurves(): string[];
}

declare module 'crypto' {
	export * from 'node:crypto';
}
