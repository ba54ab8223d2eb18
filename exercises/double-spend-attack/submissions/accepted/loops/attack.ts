import type { Move, View } from './race.ts';

// region edit
/** The attacker's next move. */
export function strategy({ secretBlocks, honestBlocks, confirmations }: View): Move {
	const isShipped = honestBlocks >= confirmations;
	return isShipped && secretBlocks > honestBlocks ? 'publish' : 'wait';
}

/** The chance to overtake after so many confirmations (Nakamoto 2008, section 11). */
export function attackSuccess(q: number, confirmations: number): number {
	// equivalent: >= → > because at one half each term of the sum is 0, which leaves 1
	if (q >= 0.5) return 1;
	const p = 1 - q;
	const expected = (confirmations * q) / p;
	let poisson = Math.exp(-expected);
	let success = 1;
	// equivalent: <= → < because the last term is 1 - 1
	for (let found = 0; found <= confirmations; found += 1) {
		if (found > 0) poisson *= expected / found;
		success -= poisson * (1 - (q / p) ** (confirmations - found));
	}
	return success;
}

/** The fewest confirmations that bring the chance below `risk`; null when no number does. */
export function confirmationsNeeded(q: number, risk: number): number | null {
	if (q >= 0.5) return null;
	// equivalent: 0 → 1 because without a confirmation the chance is 1, which is below no risk
	let confirmations = 0;
	while (attackSuccess(q, confirmations) >= risk) confirmations += 1;
	return confirmations;
}
// endregion
