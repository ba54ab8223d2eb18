import { hexText } from '../encoding.ts';
import {
	derOf,
	jwkOf,
	keyFromDer,
	keyFromJwk,
	newPrivateKey,
	publicOf,
	type CurveType,
	type Jwk,
	type KeyMaterial
} from '../key-material.ts';
import { bytesOfView } from '../buffer.ts';
import { randomBytes } from '../random.ts';
import type { KeyAlgorithm, Usage } from './crypto-key.ts';

/** Which algorithms there are, what their keys may do, and how keys are made, read and written (Web Cryptography API, §18 to §31). */
export type BufferSource = ArrayBuffer | ArrayBufferView;

export interface Parameters {
	name: string;
	hash?: unknown;
	namedCurve?: string;
	length?: number;
	salt?: BufferSource;
	info?: BufferSource;
	iterations?: number;
	iv?: BufferSource;
	counter?: BufferSource;
	additionalData?: BufferSource;
	tagLength?: number;
	public?: object;
}
export type Named = string | Parameters;

interface Family {
	secret?: readonly Usage[];
	public?: readonly Usage[];
	private?: readonly Usage[];
}

const CIPHER: Family = { secret: ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'] };
const SIGNATURE: Family = { public: ['verify'], private: ['sign'] };
const AGREEMENT: Family = { public: [], private: ['deriveKey', 'deriveBits'] };
const DERIVATION: Family = { secret: ['deriveKey', 'deriveBits'] };

export const FAMILIES: Record<string, Family> = {
	HMAC: { secret: ['sign', 'verify'] },
	'AES-GCM': CIPHER,
	'AES-CBC': CIPHER,
	'AES-CTR': CIPHER,
	PBKDF2: DERIVATION,
	HKDF: DERIVATION,
	ECDSA: SIGNATURE,
	Ed25519: SIGNATURE,
	ECDH: AGREEMENT,
	X25519: AGREEMENT
};
export const DIGESTS = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const HMAC_LENGTHS = [512, 512, 1024, 1024];

export function fault(message: string, name: string): DOMException {
	return new DOMException(message, name);
}

export function nameOf(algorithm: unknown, known: readonly string[]): string {
	const name = String(
		typeof algorithm === 'object' && algorithm !== null && 'name' in algorithm ? algorithm.name : algorithm
	);
	const found = known.find((one) => one.toUpperCase() === name.toUpperCase());
	if (found === undefined)
		throw fault(`Unrecognized algorithm name '${name}'. Here are ${known.join(', ')}.`, 'NotSupportedError');
	return found;
}

export function parametersOf(algorithm: Named): Parameters {
	return typeof algorithm === 'object' ? algorithm : { name: algorithm };
}

export function hexOfSource(source: BufferSource | undefined): string {
	return source === undefined ? '' : hexText(bytesOfSource(source));
}

export function bytesOfSource(source: BufferSource): Uint8Array {
	if (ArrayBuffer.isView(source)) return bytesOfView(source);
	if (source instanceof ArrayBuffer) return new Uint8Array(source);
	throw new TypeError('The data must be an ArrayBuffer or a view of one.');
}

/** What a key of these parameters says of itself. */
export function keyAlgorithm(algorithm: Named, material: KeyMaterial): KeyAlgorithm {
	const name = nameOf(algorithm, Object.keys(FAMILIES));
	const bits = material.hex.length * 4;
	if (name === 'HMAC') {
		const { hash } = parametersOf(algorithm);
		return { name, length: bits, hash: { name: nameOf(hash, DIGESTS) } };
	}
	if (name.startsWith('AES-')) return { name, length: bits };
	return name.startsWith('EC') ? { name, namedCurve: material.type } : { name };
}

/** The curve that parameters ask for; null for a secret key. */
function curveFor(algorithm: Named): CurveType | null {
	const name = nameOf(algorithm, Object.keys(FAMILIES));
	if (name === 'Ed25519') return 'ed25519';
	if (name === 'X25519') return 'x25519';
	if (!name.startsWith('EC')) return null;
	const { namedCurve } = parametersOf(algorithm);
	if (namedCurve === 'P-256' || namedCurve === 'P-384') return namedCurve;
	throw fault(`The curve ${namedCurve} is not here; P-256 and P-384 are.`, 'NotSupportedError');
}

export function generated(algorithm: Named): KeyMaterial {
	const name = nameOf(algorithm, Object.keys(FAMILIES));
	const curve = curveFor(algorithm);
	if (curve) return newPrivateKey(curve);
	const { hash, length } = parametersOf(algorithm);
	if (name === 'HMAC') {
		const usual = HMAC_LENGTHS[DIGESTS.indexOf(nameOf(hash, DIGESTS))] ?? 512;
		return secret(randomBytes((length ?? usual) / 8));
	}
	if (!name.startsWith('AES-')) throw fault(`Keys for ${name} are not generated`, 'NotSupportedError');
	if (length !== 128 && length !== 192 && length !== 256) throw fault('Invalid key length', 'OperationError');
	return secret(randomBytes(length / 8));
}

function secret(bytes: Uint8Array): KeyMaterial {
	return { kind: 'secret', type: 'oct', hex: hexText(bytes) };
}

export function imported(format: string, data: BufferSource | Jwk, algorithm: Named): KeyMaterial {
	const curve = curveFor(algorithm);
	const material =
		format === 'jwk' ? keyFromJwk(jwkIn(data)) : ofBytes(format, bytesOfSource(sourceIn(data)), curve);
	if (material?.type !== (curve ?? 'oct')) throw fault(`Unable to import this key as ${format}`, 'DataError');
	const name = nameOf(algorithm, Object.keys(FAMILIES));
	if (name.startsWith('AES-') && ![32, 48, 64].includes(material.hex.length))
		throw fault('Invalid key length', 'DataError');
	if (name === 'HMAC' && material.hex === '') throw fault('Zero-length key is not supported', 'DataError');
	return material;
}

function ofBytes(format: string, bytes: Uint8Array, curve: CurveType | null): KeyMaterial | null {
	if (format === 'raw') return curve ? { kind: 'public', type: curve, hex: hexText(bytes) } : secret(bytes);
	const material = format === 'spki' || format === 'pkcs8' ? keyFromDer(bytes) : null;
	return material?.kind === (format === 'spki' ? 'public' : 'private') ? material : null;
}

function sourceIn(data: BufferSource | Jwk): BufferSource {
	if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) return data;
	throw new TypeError('The key data must be an ArrayBuffer or a view of one.');
}

function jwkIn(data: BufferSource | Jwk): Jwk {
	if (data instanceof ArrayBuffer || ArrayBuffer.isView(data))
		throw new TypeError('The key data must be a JSON Web Key.');
	return data;
}

/** Bytes in hex, or a JSON Web Key. */
export function exported(
	format: string,
	material: KeyMaterial,
	algorithm: KeyAlgorithm,
	usages: readonly Usage[]
): string | Jwk {
	const wants = {
		raw: material.kind !== 'private',
		spki: material.kind === 'public',
		pkcs8: material.kind === 'private'
	};
	if (format === 'jwk') {
		const { kty, ...jwk } = jwkOf(material);
		return { key_ops: [...usages], ext: true, ...algorithmOfJwk(algorithm), kty, ...jwk };
	}
	const isWanted = Object.entries(wants).some(([name, isRight]) => name === format && isRight);
	if (!isWanted || (format !== 'raw' && material.kind === 'secret'))
		throw fault(`Unable to export a ${material.kind} key as ${format}`, 'InvalidAccessError');
	return format === 'raw' ? material.hex : hexText(derOf(material));
}

function algorithmOfJwk({ name, hash, length }: KeyAlgorithm): { alg?: string } {
	if (name === 'HMAC') return { alg: (hash?.name ?? '').replace('SHA-', 'HS') };
	if (name.startsWith('AES-')) return { alg: `A${length}${name.slice(4)}` };
	return name === 'Ed25519' ? { alg: 'Ed25519' } : {};
}

/** Both halves, with what each may do. */
export function halves(
	material: KeyMaterial,
	algorithm: Named,
	usages: readonly string[]
): { material: KeyMaterial; usages: string[] }[] {
	const family = FAMILIES[nameOf(algorithm, Object.keys(FAMILIES))] ?? {};
	const all = material.kind === 'secret' ? [material] : [publicOf(material), material];
	return all.map((half) => ({
		material: half,
		usages: usages.filter((usage) => family[half.kind]?.some((allowed) => allowed === usage))
	}));
}

/** Throws for a usage that a key of this kind cannot have, and where one is needed and none was asked for. */
export function checkUsages(
	algorithm: Named,
	kind: KeyMaterial['kind'] | 'pair',
	usages: readonly string[]
): void {
	const name = nameOf(algorithm, Object.keys(FAMILIES));
	const family = FAMILIES[name] ?? {};
	const allowed: readonly string[] =
		kind === 'pair' ? [...(family.public ?? []), ...(family.private ?? [])] : (family[kind] ?? []);
	if (usages.some((usage) => !allowed.includes(usage)))
		throw fault(`Unsupported key usage for a ${name} key`, 'SyntaxError');
	if (kind !== 'public' && usages.length === 0)
		throw fault('Usages cannot be empty when importing a private key.', 'SyntaxError');
}
