import { base64Bytes, base64Text, hexBytes, hexText } from './encoding.ts';
import { host } from './host.ts';
import { randomBytes } from './random.ts';

/** A key as both APIs of crypto see it: what it is for, and its bytes in hex (of a point, uncompressed: SEC 1, §2.3). */
export interface KeyMaterial {
	kind: 'secret' | 'public' | 'private';
	type: 'oct' | CurveType;
	hex: string;
}

export type CurveType = 'ed25519' | 'x25519' | 'P-256' | 'P-384' | 'secp256k1';
export type Jwk = Record<string, unknown>;

/**
 * How keys are written in DER (RFC 5480, 5958, 8410): everything around the bytes of the key, which is
 * the same for each key of a curve.
 */
interface Form {
	spki: string;
	pkcs8: string;
	/** Between the private key and the public one that follows it; empty where none does. */
	pkcs8Public: string;
	privateLength: number;
	publicLength: number;
	crv: string;
}

const FORMS: Record<CurveType, Form> = {
	ed25519: {
		spki: '302a300506032b6570032100',
		pkcs8: '302e020100300506032b657004220420',
		pkcs8Public: '',
		privateLength: 32,
		publicLength: 32,
		crv: 'Ed25519'
	},
	x25519: {
		spki: '302a300506032b656e032100',
		pkcs8: '302e020100300506032b656e04220420',
		pkcs8Public: '',
		privateLength: 32,
		publicLength: 32,
		crv: 'X25519'
	},
	'P-256': {
		spki: '3059301306072a8648ce3d020106082a8648ce3d030107034200',
		pkcs8: '308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420',
		pkcs8Public: 'a144034200',
		privateLength: 32,
		publicLength: 65,
		crv: 'P-256'
	},
	'P-384': {
		spki: '3076301006072a8648ce3d020106052b81040022036200',
		pkcs8: '3081b6020100301006072a8648ce3d020106052b8104002204819e30819b0201010430',
		pkcs8Public: 'a164036200',
		privateLength: 48,
		publicLength: 97,
		crv: 'P-384'
	},
	secp256k1: {
		spki: '3056301006072a8648ce3d020106052b8104000a034200',
		pkcs8: '308184020100301006072a8648ce3d020106052b8104000a046d306b0201010420',
		pkcs8Public: 'a144034200',
		privateLength: 32,
		publicLength: 65,
		crv: 'secp256k1'
	}
};

export function isEdwards(type: string): type is 'ed25519' | 'x25519' {
	return type === 'ed25519' || type === 'x25519';
}

function formOf({ type }: KeyMaterial): Form {
	if (type === 'oct') throw new TypeError('A secret key has no such form.');
	return FORMS[type];
}

/** From the seed of the run: the same run makes the same keys. */
export function newPrivateKey(type: CurveType): KeyMaterial {
	const bytes = randomBytes(FORMS[type].privateLength);
	// Below the order of every curve here, and not zero.
	if (!isEdwards(type)) bytes[0] = (bytes[0] ?? 0) & 0x7f;
	return { kind: 'private', type, hex: hexText(bytes) };
}

export function publicOf(key: KeyMaterial): KeyMaterial {
	if (key.kind === 'public') return key;
	if (key.type === 'oct') throw new TypeError('A secret key has no public half.');
	const hex = isEdwards(key.type)
		? host(`${key.type}-public|${key.hex}`)
		: host(`ec-public|${key.type}|${key.hex}`);
	return { kind: 'public', type: key.type, hex };
}

export function derOf(key: KeyMaterial): Uint8Array {
	const { spki, pkcs8, pkcs8Public } = formOf(key);
	if (key.kind === 'public') return hexBytes(spki + key.hex);
	return hexBytes(pkcs8 + key.hex + (pkcs8Public === '' ? '' : pkcs8Public + publicOf(key).hex));
}

/** Null when it is no key of a kind that is known here. */
export function keyFromDer(der: Uint8Array): KeyMaterial | null {
	const hex = hexText(der);
	for (const [name, form] of Object.entries(FORMS)) {
		const type = curveOf(name);
		if (type && hex.startsWith(form.spki) && hex.length === form.spki.length + form.publicLength * 2)
			return { kind: 'public', type, hex: hex.slice(form.spki.length) };
		if (type && hex.startsWith(form.pkcs8)) {
			const start = form.pkcs8.length;
			return { kind: 'private', type, hex: hex.slice(start, start + form.privateLength * 2) };
		}
	}
	return null;
}

export function pemOf(key: KeyMaterial): string {
	const label = key.kind === 'public' ? 'PUBLIC KEY' : 'PRIVATE KEY';
	const lines = base64Text(derOf(key)).replace(/.{64}(?=.)/g, '$&\n');
	return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

export function keyFromPem(pem: string): KeyMaterial | null {
	const [, body = ''] = /-----BEGIN [A-Z ]+-----([\s\S]*?)-----END [A-Z ]+-----/.exec(pem) ?? [];
	const der = base64Bytes(body);
	return der && keyFromDer(der);
}

/** JSON Web Key (RFC 7517, 7518 §6, 8037). */
export function jwkOf(key: KeyMaterial): Jwk {
	if (key.type === 'oct') return { kty: 'oct', k: base64Url(key.hex) };
	const { crv } = formOf(key);
	const { hex } = publicOf(key);
	const secret = key.kind === 'private' ? { d: base64Url(key.hex) } : {};
	if (isEdwards(key.type)) return { crv, ...secret, x: base64Url(hex), kty: 'OKP' };
	const half = (hex.length - 2) / 2;
	return {
		kty: 'EC',
		x: base64Url(hex.slice(2, 2 + half)),
		y: base64Url(hex.slice(2 + half)),
		crv,
		...secret
	};
}

export function keyFromJwk({ kty, crv, k, d, x, y }: Jwk): KeyMaterial | null {
	if (kty === 'oct') return typeof k === 'string' ? { kind: 'secret', type: 'oct', hex: hexOf(k) } : null;
	const type = curveOf(typeof crv === 'string' && kty === 'OKP' ? crv.toLowerCase() : crv);
	if (!type) return null;
	if (typeof d === 'string') return { kind: 'private', type, hex: hexOf(d) };
	if (typeof x !== 'string') return null;
	if (isEdwards(type)) return { kind: 'public', type, hex: hexOf(x) };
	return typeof y === 'string' ? { kind: 'public', type, hex: `04${hexOf(x)}${hexOf(y)}` } : null;
}

/** By any name it has: `prime256v1` is `P-256`. */
export function curveOf(name: unknown): CurveType | null {
	switch (name) {
		case 'prime256v1':
		case 'P-256':
			return 'P-256';
		case 'secp384r1':
		case 'P-384':
			return 'P-384';
		case 'secp256k1':
		case 'ed25519':
		case 'x25519':
			return name;
		default:
			return null;
	}
}

/** What two sides have in common; only the x coordinate of it, on a curve that has two. */
export function sharedSecret(mine: KeyMaterial, theirs: KeyMaterial): string {
	return mine.type === 'x25519'
		? host(`x25519-shared|${mine.hex}|${theirs.hex}`)
		: host(`ec-shared|${mine.type}|${mine.hex}|${theirs.hex}`);
}

export function base64Url(hex: string): string {
	return base64Text(hexBytes(hex)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function hexOf(text: string): string {
	return hexText(base64Bytes(text) ?? new Uint8Array());
}
