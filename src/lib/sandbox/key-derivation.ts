import { hkdf } from '@noble/hashes/hkdf.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import type { CHash } from '@noble/hashes/utils.js';

/**
 * Keys from passwords and secrets: PBKDF2 (RFC 8018), scrypt (RFC 7914), HKDF (RFC 5869). They are made to be
 * slow, so the work is reckoned and paid for before it begins, and what costs too much is refused.
 */
export type TakeFuel = (amount: number) => boolean;

const FUEL = { iteration: 300, wideIteration: 900, scryptBlock: 200 };
/** About what the largest run may use, so that one call cannot hold a worker longer than a run may. */
const FUEL_MAX = 240_000_000;

function pay(amount: number, takeFuel: TakeFuel): void {
	if (!(amount <= FUEL_MAX) || !takeFuel(Math.ceil(amount)))
		throw new Error('This key derivation is more work than one run may do: ask for fewer iterations.');
}

export function derivePbkdf2(
	hash: CHash,
	[password, salt]: [Uint8Array, Uint8Array],
	[iterations, length]: [number, number],
	takeFuel: TakeFuel
): Uint8Array {
	const each = hash.blockLen > 64 ? FUEL.wideIteration : FUEL.iteration;
	pay(iterations * Math.max(1, Math.ceil(length / hash.outputLen)) * each, takeFuel);
	return pbkdf2(hash, password, salt, { c: iterations, dkLen: length });
}

export function deriveScrypt(
	[password, salt]: [Uint8Array, Uint8Array],
	[N, r, p, length]: [number, number, number, number],
	takeFuel: TakeFuel
): Uint8Array {
	pay(N * r * p * FUEL.scryptBlock + length * FUEL.iteration, takeFuel);
	return scrypt(password, salt, { N, r, p, dkLen: length, maxmem: 2 ** 31 });
}

export function deriveHkdf(
	hash: CHash,
	[key, salt, info]: [Uint8Array, Uint8Array, Uint8Array],
	length: number,
	takeFuel: TakeFuel
): Uint8Array {
	pay((key.length + salt.length + (info.length + length) * 4) * 8 + FUEL.wideIteration * 4, takeFuel);
	return hkdf(hash, key, salt, info, length);
}
