/** Node's `crypto`, as far as lessons use it. Randomness comes from the seed of the run, so it repeats. */
declare module 'node:crypto' {
	type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

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
	export function hash(algorithm: Algorithm, data: string | ArrayBufferView, encoding?: BufferEncoding): string;
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

	type KeyInput = KeyObject | string | ArrayBufferView | { key: string | ArrayBufferView; format?: 'der' | 'pem'; type?: 'spki' | 'pkcs8' };

	/** A new Ed25519 key pair (RFC 8032). */
	export function generateKeyPairSync(type: 'ed25519'): { publicKey: KeyObject; privateKey: KeyObject };
	export function createPublicKey(key: KeyInput): KeyObject;
	export function createPrivateKey(key: KeyInput): KeyObject;
	/** Signs with Ed25519; the algorithm is always null, because the scheme has its own hash. */
	export function sign(algorithm: null, data: string | ArrayBufferView, key: KeyInput): Buffer;
	export function verify(algorithm: null, data: string | ArrayBufferView, key: KeyInput, signature: ArrayBufferView): boolean;
}

declare module 'crypto' {
	export * from 'node:crypto';
}
