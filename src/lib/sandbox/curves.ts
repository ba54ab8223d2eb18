import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { p256, p384 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { TakeFuel } from './key-derivation.ts';

/**
 * Keys on curves: Ed25519 (RFC 8032), X25519 (RFC 7748), ECDSA and ECDH (FIPS 186-5, SP 800-56A). Signatures of
 * ECDSA take their nonce from the message (RFC 6979), so the same run signs the same.
 */
const WEIERSTRASS = { 'P-256': p256, 'P-384': p384, secp256k1 };
const ENCODED = { prehash: false, lowS: false };

/** A fraction of a millisecond for most, several for P-384. */
const FUEL = { edwards: 60_000, 'P-256': 200_000, 'P-384': 600_000, secp256k1: 200_000 };

export function isCurveOperation(operation: string): boolean {
	return /^(?:ec|ed25519|x25519)-/.test(operation);
}

/** `<curve family>-<public|sign|verify|shared>`; the words are the curve, for ec, then bytes in hex. */
export function curveOperation(operation: string, words: readonly string[], takeFuel: TakeFuel): string {
	const [family = '', what = ''] = operation.split('-');
	if (family === 'ec') return weierstrass(what, words, takeFuel);
	pay(FUEL.edwards * (what === 'verify' ? 3 : what === 'sign' ? 2 : 1), takeFuel);
	const [first = new Uint8Array(), ...rest] = words.map((word) => hexToBytes(word));
	return family === 'ed25519' ? onEdwards(what, first, rest) : onMontgomery(what, first, rest);
}

function onEdwards(what: string, key: Uint8Array, rest: readonly Uint8Array[]): string {
	const [message = new Uint8Array(), signature = new Uint8Array()] = rest;
	if (what === 'public') return bytesToHex(ed25519.getPublicKey(key));
	if (what === 'sign') return bytesToHex(ed25519.sign(message, key));
	return isValid(() => ed25519.verify(signature, message, key));
}

function onMontgomery(
	what: string,
	key: Uint8Array,
	[other = new Uint8Array()]: readonly Uint8Array[]
): string {
	return bytesToHex(what === 'public' ? x25519.getPublicKey(key) : x25519.getSharedSecret(key, other));
}

function weierstrass(what: string, [name = '', ...words]: readonly string[], takeFuel: TakeFuel): string {
	if (!isCurve(name)) throw new Error(`The host knows no curve ${name}.`);
	const curve = WEIERSTRASS[name];
	pay(FUEL[name] * (what === 'verify' ? 2 : 1), takeFuel);
	const [key = new Uint8Array(), data = new Uint8Array(), signature = new Uint8Array()] = words.map((word) =>
		hexToBytes(word)
	);
	switch (what) {
		case 'public':
			return bytesToHex(curve.getPublicKey(key, false));
		case 'sign':
			return bytesToHex(curve.sign(data, key, ENCODED));
		case 'verify':
			return isValid(() => curve.verify(signature, data, key, ENCODED));
		case 'shared': {
			const point = curve.getSharedSecret(key, data, false);
			return bytesToHex(point.subarray(1, 1 + (point.length - 1) / 2));
		}
		default:
			throw new Error(`The host knows nothing to do on a curve like ${what}.`);
	}
}

function isCurve(name: string): name is keyof typeof WEIERSTRASS {
	return Object.hasOwn(WEIERSTRASS, name);
}

/** A signature of the wrong length or off the curve is not valid; it is no error (RFC 8032, §5.1.7). */
function isValid(verify: () => boolean): string {
	try {
		return verify() ? '1' : '0';
	} catch {
		return '0';
	}
}

function pay(amount: number, takeFuel: TakeFuel): void {
	if (!takeFuel(amount)) throw new Error('This is more work than the run has steps left for.');
}
