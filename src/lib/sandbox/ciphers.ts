import { cbc, ctr, gcm } from '@noble/ciphers/aes.js';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { TakeFuel } from './key-derivation.ts';

/** AES (FIPS 197) in the modes GCM, CBC and CTR (SP 800-38A and D), and ChaCha20-Poly1305 (RFC 8439). */
const FUEL_PER_BYTE = 20;
const FUEL_PER_CALL = 5_000;

/** Words: mode, `encrypt` or `decrypt`, then in hex key, nonce, additional data and data. The tag stands behind the data. */
export function cipherOperation(
	[mode = '', direction = '', ...hexes]: readonly string[],
	takeFuel: TakeFuel
): string {
	const [key, nonce, additional, data] = [0, 1, 2, 3].map((index) => hexToBytes(hexes[index] ?? ''));
	if (!key || !nonce || !additional || !data) throw new Error('A cipher takes a key, a nonce and data.');
	if (!takeFuel(FUEL_PER_CALL + FUEL_PER_BYTE * (data.length + additional.length)))
		throw new Error('This is more work than the run has steps left for.');
	const cipher = cipherOf(mode, key, nonce, additional);
	return bytesToHex(direction === 'encrypt' ? cipher.encrypt(data) : cipher.decrypt(data));
}

function cipherOf(mode: string, key: Uint8Array, nonce: Uint8Array, additional: Uint8Array) {
	switch (mode) {
		case 'gcm':
			return gcm(key, nonce, additional);
		case 'cbc':
			return cbc(key, nonce);
		case 'cbc-unpadded':
			return cbc(key, nonce, { disablePadding: true });
		case 'ctr':
			return ctr(key, nonce);
		case 'chacha20-poly1305':
			return chacha20poly1305(key, nonce, additional);
		default:
			throw new Error(`The host knows no cipher ${mode}.`);
	}
}
