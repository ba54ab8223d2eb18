import { createHash } from 'node:crypto';

export interface Header {
	index: number;
	prevHash: string;
	data: string;
	nonce: number;
}

/** Every ten blocks the target is set anew, so that a block takes ten seconds. */
export const RETARGET = { blocks: 10, wantedMsPerBlock: 10_000, clamp: 4 } as const;

/** A hash below this always meets it: no target is easier. */
export const EASIEST = 1n << 256n;

export function hashHeader({ index, prevHash, data, nonce }: Header): string {
	return createHash('sha256')
		.update(JSON.stringify([index, prevHash, data, nonce]))
		.digest('hex');
}

// region edit
/** Two numbers of the same length compare as their digits do. */
export function meetsTarget(hash: string, target: bigint): boolean {
	return hash.padStart(65, '0') < target.toString(16).padStart(65, '0');
}

/** The header with the first nonce, counted from 0, whose hash meets the target. */
export function mine(header: Omit<Header, 'nonce'>, target: bigint): Header {
	let mined: Header = { ...header, nonce: 0 };
	while (!meetsTarget(hashHeader(mined), target)) mined = { ...mined, nonce: mined.nonce + 1 };
	return mined;
}

function clamped(value: number, low: number, high: number): number {
	// equivalent: < → <= because a value at the bound is the bound
	if (value < low) return low;
	// equivalent: > → >= because a value at the bound is the bound
	return value > high ? high : value;
}

/** The target of the next blocks, from the moments (in ms) at which the last ones were found. */
export function retarget(target: bigint, foundAtMs: readonly number[]): bigint {
	const [first = 0] = foundAtMs;
	const last = foundAtMs[foundAtMs.length - 1] ?? first;
	const wanted = (foundAtMs.length - 1) * RETARGET.wantedMsPerBlock;
	const took = clamped(last - first, wanted / RETARGET.clamp, wanted * RETARGET.clamp);
	const next = (target * BigInt(took)) / BigInt(wanted);
	// equivalent: < → <= because at EASIEST itself both are EASIEST
	return next < EASIEST ? next : EASIEST;
}
// endregion
