import { hexBytes, hexText, utf8Bytes, utf8Text } from '../encoding.ts';
import { defineGlobal, host, parseJson, toJson } from '../host.ts';
import { hkdfSync, pbkdf2Sync } from '../key-derivation.ts';
import { sharedSecret, type Jwk } from '../key-material.ts';
import { createHash, createHmac, randomUUID } from '../node-crypto.ts';
import { randomBytes } from '../random.ts';
import { isSigned, signed } from '../signatures.ts';
import {
	bytesOfSource,
	checkUsages,
	DIGESTS,
	exported,
	FAMILIES,
	fault,
	generated,
	halves,
	hexOfSource,
	imported,
	keyAlgorithm,
	nameOf,
	parametersOf,
	type BufferSource,
	type Named,
	type Parameters
} from './crypto-algorithms.ts';
import { CryptoKey, materialOf, newKey, type Usage } from './crypto-key.ts';

/**
 * The Web Cryptography API (W3C), but for RSA, P-521 and AES-KW, which are refused by name. The host does
 * the arithmetic at once, so its promises are settled when they are made. Randomness comes from the seed of the run.
 */
function bufferOf(bytes: Uint8Array): ArrayBuffer {
	return Uint8Array.from(bytes).buffer;
}

function hashNameOf(hash: unknown): string {
	return nameOf(hash, DIGESTS).toLowerCase().replaceAll('-', '');
}

/** The name of the algorithm, when the key is one of it and may be used so. */
function allowed(algorithm: Named, key: CryptoKey, usage: Usage): string {
	const name = nameOf(algorithm, Object.keys(FAMILIES));
	if (key.algorithm.name !== name || !key.usages.includes(usage))
		throw fault(`Unable to use this key to ${usage}`, 'InvalidAccessError');
	return name;
}

class SubtleCrypto {
	async digest(algorithm: Named, data: BufferSource): Promise<ArrayBuffer> {
		return bufferOf(createHash(nameOf(algorithm, DIGESTS)).update(bytesOfSource(data)).digest());
	}

	async generateKey(
		algorithm: Named,
		isExtractable: boolean,
		usages: readonly string[]
	): Promise<CryptoKey | { publicKey: CryptoKey; privateKey: CryptoKey }> {
		const material = generated(algorithm);
		checkUsages(algorithm, material.kind === 'secret' ? 'secret' : 'pair', usages);
		const [first, second] = halves(material, algorithm, usages).map((half) =>
			newKey(
				half.material,
				keyAlgorithm(algorithm, half.material),
				half.material.kind === 'public' || isExtractable,
				half.usages
			)
		);
		if (!first) throw fault('The key could not be made', 'OperationError');
		return second ? { publicKey: first, privateKey: second } : first;
	}

	async importKey(
		format: string,
		data: BufferSource | Jwk,
		algorithm: Named,
		isExtractable: boolean,
		usages: readonly string[]
	): Promise<CryptoKey> {
		const name = nameOf(algorithm, Object.keys(FAMILIES));
		const material = imported(format, data, algorithm);
		checkUsages(algorithm, material.kind, usages);
		if ((name === 'PBKDF2' || name === 'HKDF') && isExtractable)
			throw fault(`${name} keys are not extractable`, 'SyntaxError');
		return newKey(material, keyAlgorithm(algorithm, material), isExtractable, usages);
	}

	async exportKey(format: string, key: CryptoKey): Promise<ArrayBuffer | Jwk> {
		if (!key.extractable) throw fault('key is not extractable', 'InvalidAccessError');
		const result = exported(format, materialOf(key), key.algorithm, key.usages);
		return typeof result === 'string' ? bufferOf(hexBytes(result)) : result;
	}

	async sign(algorithm: Named, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer> {
		const name = allowed(algorithm, key, 'sign');
		if (name === 'HMAC') return bufferOf(hmac(key, data));
		const hash = name === 'ECDSA' ? hashNameOf(parametersOf(algorithm).hash) : '';
		return bufferOf(hexBytes(signed(materialOf(key), hash, hexOfSource(data))));
	}

	async verify(
		algorithm: Named,
		key: CryptoKey,
		signature: BufferSource,
		data: BufferSource
	): Promise<boolean> {
		const name = allowed(algorithm, key, 'verify');
		if (name === 'HMAC') return hexText(hmac(key, data)) === hexOfSource(signature);
		const hash = name === 'ECDSA' ? hashNameOf(parametersOf(algorithm).hash) : '';
		return isSigned(materialOf(key), hash, hexOfSource(data), hexOfSource(signature));
	}

	async encrypt(algorithm: Parameters, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer> {
		allowed(algorithm, key, 'encrypt');
		return bufferOf(ciphered('encrypt', algorithm, key, hexOfSource(data)));
	}

	async decrypt(algorithm: Parameters, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer> {
		allowed(algorithm, key, 'decrypt');
		return bufferOf(ciphered('decrypt', algorithm, key, hexOfSource(data)));
	}

	async deriveBits(
		algorithm: Parameters,
		key: CryptoKey,
		length: number | null = null
	): Promise<ArrayBuffer> {
		allowed(algorithm, key, 'deriveBits');
		return bufferOf(derivedBytes(algorithm, key, length));
	}

	async deriveKey(
		algorithm: Parameters,
		key: CryptoKey,
		wanted: Named,
		isExtractable: boolean,
		usages: readonly string[]
	): Promise<CryptoKey> {
		allowed(algorithm, key, 'deriveKey');
		const { name, length } = parametersOf(wanted);
		const isDerivation = /^(?:pbkdf2|hkdf)$/i.test(name);
		const bits = isDerivation ? null : (length ?? materialBits(wanted));
		const bytes = derivedBytes(algorithm, key, bits);
		return this.importKey('raw', bytes, wanted, isExtractable, usages);
	}

	async wrapKey(
		format: string,
		key: CryptoKey,
		wrapping: CryptoKey,
		algorithm: Parameters
	): Promise<ArrayBuffer> {
		allowed(algorithm, wrapping, 'wrapKey');
		const plain = await this.exportKey(format, key);
		const bytes = plain instanceof ArrayBuffer ? new Uint8Array(plain) : utf8Bytes(toJson(plain));
		return bufferOf(ciphered('encrypt', algorithm, wrapping, hexText(bytes)));
	}

	async unwrapKey(
		format: string,
		wrapped: BufferSource,
		unwrapping: CryptoKey,
		algorithm: Parameters,
		...[keyAlgorithm, isExtractable, usages]: [Named, boolean, readonly string[]]
	): Promise<CryptoKey> {
		allowed(algorithm, unwrapping, 'unwrapKey');
		const bytes = ciphered('decrypt', algorithm, unwrapping, hexOfSource(wrapped));
		const data = format === 'jwk' ? parseJson(utf8Text(bytes)) : bytes;
		return this.importKey(format, data, keyAlgorithm, isExtractable, usages);
	}

	get [Symbol.toStringTag](): string {
		return 'SubtleCrypto';
	}
}

function hmac(key: CryptoKey, data: BufferSource): Uint8Array {
	const bytes = hexBytes(materialOf(key).hex);
	const digest = createHmac(nameOf(key.algorithm.hash, DIGESTS), bytes)
		.update(bytesOfSource(data))
		.digest('hex');
	return hexBytes(String(digest));
}

/** An HMAC key that says no length is as long as the blocks of its hash. */
function materialBits(wanted: Named): number {
	return generated(wanted).hex.length * 4;
}

function derivedBytes(algorithm: Parameters, key: CryptoKey, length: number | null): Uint8Array {
	const { name } = key.algorithm;
	if (length !== null && length % 8 !== 0) throw fault('length must be a multiple of 8', 'OperationError');
	if (name === 'ECDH' || name === 'X25519') return agreedBytes(algorithm, key, length);
	if (length === null) throw fault('length cannot be null', 'OperationError');
	const { hash, salt = new Uint8Array(), info = new Uint8Array(), iterations = 0 } = algorithm;
	const digest = nameOf(hash, DIGESTS);
	const bytes = hexBytes(materialOf(key).hex);
	const saltBytes = bytesOfSource(salt);
	if (name === 'PBKDF2') return Uint8Array.from(pbkdf2Sync(bytes, saltBytes, iterations, length / 8, digest));
	return new Uint8Array(hkdfSync(digest, bytes, saltBytes, bytesOfSource(info), length / 8));
}

function agreedBytes({ public: other }: Parameters, key: CryptoKey, length: number | null): Uint8Array {
	if (!(other instanceof CryptoKey) || materialOf(other).type !== materialOf(key).type)
		throw fault('The public key must be one of the same curve', 'InvalidAccessError');
	const shared = hexBytes(sharedSecret(materialOf(key), materialOf(other)));
	if (length === null) return shared;
	if (length / 8 > shared.length) throw fault('derived bit length is too small', 'OperationError');
	return shared.slice(0, length / 8);
}

const TAG_BITS = 128;

function ciphered(
	direction: 'encrypt' | 'decrypt',
	algorithm: Parameters,
	key: CryptoKey,
	data: string
): Uint8Array {
	const { name } = key.algorithm;
	const { iv, counter, additionalData, tagLength = TAG_BITS, length } = algorithm;
	if (name === 'AES-GCM' && tagLength !== TAG_BITS)
		throw fault(`A tag of ${tagLength} bits is not here; one of 128 is`, 'NotSupportedError');
	const mode = name.slice('AES-'.length).toLowerCase();
	const nonce = hexOfSource(mode === 'ctr' ? counter : iv);
	if (mode !== 'gcm' && nonce.length !== 32)
		throw fault(
			`${mode === 'ctr' ? 'algorithm.counter' : 'algorithm.iv'} must contain exactly 16 bytes`,
			'OperationError'
		);
	if (mode === 'ctr' && (length === undefined || length < 1 || length > 128))
		throw fault('AES-CTR algorithm.length must be between 1 and 128', 'OperationError');
	try {
		const request = [
			'cipher',
			mode,
			direction,
			materialOf(key).hex,
			nonce,
			hexOfSource(additionalData),
			data
		];
		return hexBytes(host(request.join('|')));
	} catch (error) {
		if (error instanceof Error && error.message.includes('steps left')) throw error;
		throw fault('The operation failed for an operation-specific reason', 'OperationError');
	}
}

class Crypto {
	readonly #subtle = new SubtleCrypto();

	get subtle(): SubtleCrypto {
		return this.#subtle;
	}

	getRandomValues<View extends ArrayBufferView>(view: View): View {
		if (!ArrayBuffer.isView(view) || !/^(?:Big)?(?:Ui|I)nt/.test(view.constructor.name))
			throw fault('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
		if (view.byteLength > 65_536)
			throw fault(`The requested length exceeds 65,536 bytes: ${view.byteLength}`, 'QuotaExceededError');
		new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(randomBytes(view.byteLength));
		return view;
	}

	randomUUID(): string {
		return randomUUID();
	}

	get [Symbol.toStringTag](): string {
		return 'Crypto';
	}
}

export const webcrypto = new Crypto();

export function installCrypto(): void {
	for (const [name, value] of Object.entries({ Crypto, SubtleCrypto, CryptoKey, crypto: webcrypto }))
		defineGlobal(name, value);
}
