import { sha256 as digest } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** The model of the mining figure: real hashes, counted. */
export interface Mining {
	bits: number;
	seed: number;
	/** Tries of the block being searched. */
	tries: number;
	/** Tries that each found block took. */
	triesPerBlock: number[];
}

export function newMining(bits: number, seed: number): Mining {
	return { bits, seed, tries: 0, triesPerBlock: [] };
}

/** Hashes until `isOver` says so; asks after every 64 hashes. */
export function mineFor(mining: Mining, isOver: (state: Mining) => boolean): Mining {
	let { tries } = mining;
	const triesPerBlock = [...mining.triesPerBlock];
	for (;;) {
		for (let turn = 0; turn < 64; turn++) {
			tries += 1;
			const hash = digest(utf8ToBytes(`${mining.seed}/${triesPerBlock.length}/${tries}`));
			if (hasLeadingZeroBits(hash, mining.bits)) {
				triesPerBlock.push(tries);
				tries = 0;
				if (isOver({ ...mining, tries, triesPerBlock })) return { ...mining, tries, triesPerBlock };
			}
		}
		const state = { ...mining, tries, triesPerBlock };
		if (isOver(state)) return state;
	}
}

/** Below 2^(256 - bits), read as a number. */
export function hasLeadingZeroBits(hash: Uint8Array, bits: number): boolean {
	const whole = bits >> 3;
	for (let index = 0; index < whole; index++) if (hash[index] !== 0) return false;
	return (hash[whole] ?? 0) >> (8 - (bits & 7)) === 0;
}

/** The geometric distribution: after how many tries that share of blocks is found. */
export function predictedTries(bits: number, share: number): number {
	return Math.ceil(Math.log(1 - share) / Math.log1p(-(2 ** -bits)));
}

export function measuredTries(triesPerBlock: readonly number[], share: number): number | null {
	const sorted = triesPerBlock.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

export const BINS_COUNT = 16;

/** How many blocks took how many quarters of the average; the last bin holds all that took longer. */
export function histogramOf({ bits, triesPerBlock }: Mining): number[] {
	const width = 2 ** bits / 4;
	const counts = new Array<number>(BINS_COUNT).fill(0);
	for (const tries of triesPerBlock) {
		const bin = Math.min(BINS_COUNT - 1, Math.floor(tries / width));
		counts[bin] = (counts[bin] ?? 0) + 1;
	}
	return counts;
}
