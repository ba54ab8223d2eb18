import { Buffer, bytesOfView } from './buffer.ts';
import { dataBytes, type Data } from './crypto-data.ts';
import { hexBytes, hexText } from './encoding.ts';
import {
	curveOf,
	derOf,
	isEdwards,
	jwkOf,
	keyFromDer,
	keyFromJwk,
	keyFromPem,
	newPrivateKey,
	pemOf,
	publicOf,
	sharedSecret,
	type CurveType,
	type Jwk,
	type KeyMaterial
} from './key-material.ts';
import { isDescription, type KeyInput } from './key-input.ts';
import { invalidArgument, notHere, withCode } from './node-errors.ts';
import { randomBytes } from './random.ts';

/** Keys as `node:crypto` has them: secret ones, and those of Ed25519, X25519, P-256, P-384 and secp256k1. */
interface ExportOptions {
	type?: 'spki' | 'pkcs8';
	format?: 'der' | 'pem' | 'jwk' | 'buffer';
}

export class KeyObject {
	readonly #material: KeyMaterial;

	constructor(material: KeyMaterial) {
		this.#material = material;
	}

	static materialOf(key: KeyObject): KeyMaterial {
		return key.#material;
	}

	get type(): 'secret' | 'public' | 'private' {
		return this.#material.kind;
	}

	get asymmetricKeyType(): string | undefined {
		const { type } = this.#material;
		return type === 'oct' ? undefined : isEdwards(type) ? type : 'ec';
	}

	get asymmetricKeyDetails(): { namedCurve?: string } | undefined {
		const { type } = this.#material;
		if (type === 'oct') return undefined;
		return isEdwards(type) ? {} : { namedCurve: NODE_NAMES[type] };
	}

	get symmetricKeySize(): number | undefined {
		return this.#material.type === 'oct' ? this.#material.hex.length / 2 : undefined;
	}

	export(options: ExportOptions = {}): Buffer | string | Jwk {
		const material = this.#material;
		if (options.format === 'jwk') return jwkOf(material);
		if (material.type === 'oct') return Buffer.from(hexBytes(material.hex));
		const wanted = material.kind === 'public' ? 'spki' : 'pkcs8';
		if (options.type !== wanted)
			throw new TypeError(`A ${material.kind} key is exported with type: '${wanted}'.`);
		if (options.format === 'der') return Buffer.from(derOf(material));
		if (options.format !== 'pem') throw new TypeError("The format is 'der', 'pem' or 'jwk'.");
		return pemOf(material);
	}

	equals(other: KeyObject): boolean {
		const [mine, theirs] = [this.#material, other.#material];
		return mine.kind === theirs.kind && mine.type === theirs.type && mine.hex === theirs.hex;
	}

	toJSON(): object {
		return { type: this.type, asymmetricKeyType: this.asymmetricKeyType };
	}
}

const NODE_NAMES = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', secp256k1: 'secp256k1' };

export function getCurves(): string[] {
	return ['prime256v1', 'secp256k1', 'secp384r1'];
}

interface KeyPairOptions {
	namedCurve?: string;
	publicKeyEncoding?: ExportOptions;
	privateKeyEncoding?: ExportOptions;
}
type Exported = KeyObject | ReturnType<KeyObject['export']>;

export function generateKeyPairSync(
	type: string,
	{ namedCurve, publicKeyEncoding, privateKeyEncoding }: KeyPairOptions = {}
): { publicKey: Exported; privateKey: Exported } {
	const privateKey = newPrivateKey(curveFor(type, namedCurve));
	const shown = (material: KeyMaterial, encoding: ExportOptions | undefined): Exported => {
		const key = new KeyObject(material);
		return encoding === undefined ? key : key.export(encoding);
	};
	return {
		publicKey: shown(publicOf(privateKey), publicKeyEncoding),
		privateKey: shown(privateKey, privateKeyEncoding)
	};
}

type PairCallback = (error: Error | null, publicKey?: Exported, privateKey?: Exported) => void;

export function generateKeyPair(
	type: string,
	...rest: [PairCallback] | [KeyPairOptions, PairCallback]
): void {
	const [options, callback] = rest.length === 1 ? [{}, rest[0]] : rest;
	const { publicKey, privateKey } = generateKeyPairSync(type, options);
	setImmediate(() => callback(null, publicKey, privateKey));
}

function curveFor(type: string, namedCurve: string | undefined): CurveType {
	if (type === 'ed25519' || type === 'x25519') return type;
	if (type !== 'ec') throw notHere(`Key type '${type}'`, "Use 'ed25519', 'x25519' or 'ec'.");
	const curve = curveOf(namedCurve);
	if (curve) return curve;
	throw withCode(new TypeError(`Invalid EC curve name: ${namedCurve}`), 'ERR_CRYPTO_INVALID_CURVE');
}

export function createSecretKey(key: Data, encoding = 'utf8'): KeyObject {
	return new KeyObject({ kind: 'secret', type: 'oct', hex: hexText(dataBytes(key, encoding)) });
}

export function generateKeySync(type: string, { length }: { length: number }): KeyObject {
	if (type !== 'hmac' && type !== 'aes') throw invalidArgument('type', "one of 'hmac', 'aes'", type);
	return createSecretKey(randomBytes(length >> 3));
}

export function createPublicKey(input: KeyInput): KeyObject {
	return new KeyObject(publicOf(asymmetric(input)));
}

export function createPrivateKey(input: KeyInput): KeyObject {
	const material = asymmetric(input);
	if (material.kind === 'private') return new KeyObject(material);
	throw withCode(
		new TypeError('Invalid key object type public, expected private.'),
		'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE'
	);
}

function asymmetric(input: KeyInput): KeyMaterial {
	const { key, format } = isDescription(input) ? input : { key: input, format: undefined };
	if (key instanceof KeyObject) return KeyObject.materialOf(key);
	const material =
		typeof key === 'string'
			? keyFromPem(key)
			: ArrayBuffer.isView(key)
				? format === 'der'
					? keyFromDer(bytesOfView(key))
					: keyFromPem(Buffer.from(bytesOfView(key)).toString())
				: keyFromJwk(key);
	if (material && material.kind !== 'secret') return material;
	throw withCode(
		new Error('That is not a key of a curve that is here, in PEM, DER or JWK.'),
		'ERR_OSSL_UNSUPPORTED'
	);
}

export function diffieHellman({
	privateKey,
	publicKey
}: {
	privateKey: KeyObject;
	publicKey: KeyObject;
}): Buffer {
	const [mine, theirs] = [KeyObject.materialOf(privateKey), KeyObject.materialOf(publicKey)];
	if (mine.type !== theirs.type)
		throw withCode(new Error('Incompatible key types for Diffie-Hellman'), 'ERR_CRYPTO_INCOMPATIBLE_KEY');
	return Buffer.from(hexBytes(sharedSecret(mine, theirs)));
}
