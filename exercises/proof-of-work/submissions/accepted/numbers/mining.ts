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
/** Whether the hash, read as a number, is below the target. */
export function meetsTarget(hash: string, target: bigint): boolean {
	return BigInt(`0x${hash}`) < target;
}

/** The header with the first nonce, counted from 0, whose hash meets the target. */
export function mine(header: Omit<Header, 'nonce'>, target: bigint): Header {
	for (let nonce = 0; ; nonce += 1) {
		const mined = { ...header, nonce };
		if (meetsTarget(hashHeader(mined), target)) return mined;
	}
}

/** The target of the next blocks, from the moments (in ms) at which the last ones were found. */
export function retarget(target: bigint, foundAtMs: readonly number[]): bigint {
	const { wantedMsPerBlock, clamp } = RETARGET;
	const intervals = foundAtMs.length - 1;
	const wantedMs = wantedMsPerBlock * intervals;
	const elapsedMs = (foundAtMs.at(-1) ?? 0) - (foundAtMs[0] ?? 0);
	const boundedMs = Math.min(Math.max(elapsedMs, wantedMs / clamp), wantedMs * clamp);
	const next = (target * BigInt(boundedMs)) / BigInt(wantedMs);
	// equivalent: > → >= because at EASIEST itself both are EASIEST
	return next > EASIEST ? EASIEST : next;
}
// endregion
