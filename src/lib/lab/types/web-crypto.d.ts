type KeyUsage =
	'sign' | 'verify' | 'encrypt' | 'decrypt' | 'deriveKey' | 'deriveBits' | 'wrapKey' | 'unwrapKey';
type BufferSource = ArrayBuffer | ArrayBufferView;
type HashAlgorithmIdentifier = string | { name: string };

interface AlgorithmParameters {
	name: string;
	hash?: HashAlgorithmIdentifier;
	/** P-256 or P-384. */
	namedCurve?: string;
	/** In bits. */
	length?: number;
	salt?: BufferSource;
	info?: BufferSource;
	iterations?: number;
	iv?: BufferSource;
	counter?: BufferSource;
	additionalData?: BufferSource;
	tagLength?: number;
	/** The key of the other side. */
	public?: CryptoKey;
}
type AlgorithmIdentifier = string | AlgorithmParameters;

interface JsonWebKey {
	kty?: string;
	crv?: string;
	k?: string;
	d?: string;
	x?: string;
	y?: string;
	alg?: string;
	use?: string;
	ext?: boolean;
	key_ops?: string[];
}

declare class CryptoKey {
	private constructor();
	readonly type: 'secret' | 'public' | 'private';
	readonly extractable: boolean;
	readonly algorithm: {
		readonly name: string;
		readonly length?: number;
		readonly namedCurve?: string;
		readonly hash?: { readonly name: string };
	};
	readonly usages: KeyUsage[];
}

interface CryptoKeyPair {
	publicKey: CryptoKey;
	privateKey: CryptoKey;
}

/**
 * The Web Cryptography API: HMAC, AES-GCM, AES-CBC, AES-CTR, ECDSA, ECDH, Ed25519, X25519, PBKDF2, HKDF. RSA is not
 * here. Keys come from the seed of the run, so they repeat.
 */
declare class SubtleCrypto {
	private constructor();
	digest(algorithm: HashAlgorithmIdentifier, data: BufferSource): Promise<ArrayBuffer>;
	generateKey(
		algorithm:
			'Ed25519' | 'X25519' | { name: 'Ed25519' | 'X25519' } | { name: 'ECDSA' | 'ECDH'; namedCurve: string },
		extractable: boolean,
		usages: readonly KeyUsage[]
	): Promise<CryptoKeyPair>;
	generateKey(
		algorithm:
			| { name: 'HMAC'; hash: HashAlgorithmIdentifier; length?: number }
			| { name: 'AES-GCM' | 'AES-CBC' | 'AES-CTR'; length: number },
		extractable: boolean,
		usages: readonly KeyUsage[]
	): Promise<CryptoKey>;
	generateKey(
		algorithm: AlgorithmIdentifier,
		extractable: boolean,
		usages: readonly KeyUsage[]
	): Promise<CryptoKey | CryptoKeyPair>;
	importKey(
		format: 'jwk',
		data: JsonWebKey,
		algorithm: AlgorithmIdentifier,
		extractable: boolean,
		usages: readonly KeyUsage[]
	): Promise<CryptoKey>;
	importKey(
		format: 'raw' | 'spki' | 'pkcs8',
		data: BufferSource,
		algorithm: AlgorithmIdentifier,
		extractable: boolean,
		usages: readonly KeyUsage[]
	): Promise<CryptoKey>;
	exportKey(format: 'jwk', key: CryptoKey): Promise<JsonWebKey>;
	exportKey(format: 'raw' | 'spki' | 'pkcs8', key: CryptoKey): Promise<ArrayBuffer>;
	sign(algorithm: AlgorithmIdentifier, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
	verify(
		algorithm: AlgorithmIdentifier,
		key: CryptoKey,
		signature: BufferSource,
		data: BufferSource
	): Promise<boolean>;
	encrypt(algorithm: AlgorithmParameters, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
	decrypt(algorithm: AlgorithmParameters, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
	deriveBits(algorithm: AlgorithmParameters, key: CryptoKey, length?: number | null): Promise<ArrayBuffer>;
	deriveKey(
		algorithm: AlgorithmParameters,
		key: CryptoKey,
		wanted: AlgorithmIdentifier,
		extractable: boolean,
		usages: readonly KeyUsage[]
	): Promise<CryptoKey>;
	wrapKey(
		format: string,
		key: CryptoKey,
		wrapping: CryptoKey,
		algorithm: AlgorithmParameters
	): Promise<ArrayBuffer>;
	unwrapKey(
		format: string,
		wrapped: BufferSource,
		unwrapping: CryptoKey,
		algorithm: AlgorithmParameters,
		keyAlgorithm: AlgorithmIdentifier,
		extractable: boolean,
		usages: readonly KeyUsage[]
	): Promise<CryptoKey>;
}

declare class Crypto {
	private constructor();
	readonly subtle: SubtleCrypto;
	/** Fills with bytes that come from the seed of the run. */
	getRandomValues<View extends ArrayBufferView>(view: View): View;
	randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
}

declare const crypto: Crypto;
