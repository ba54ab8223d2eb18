import type { Move, View } from './race.ts';

// region edit
/* @misconception A lead is there to be used.
 * @fails "1. Attack > a lead alone is no reason to publish"
 * @message The secret branch was published before the shop had shipped. Look at what the shop does when its payment disappears. */
/** The attacker's next move. */
export function strategy({ secretBlocks, honestBlocks, confirmations }: View): Move {
	void confirmations;
	return secretBlocks > honestBlocks ? 'publish' : 'wait';
}

/** The chance to overtake after so many confirmations (Nakamoto 2008, section 11). */
export function attackSuccess(q: number, confirmations: number): number {
	if (q >= 0.5) return 1;
	const p = 1 - q;
	const expected = (confirmations * q) / p;
	let poisson = Math.exp(-expected);
	let success = 1;
	for (let found = 0; found <= confirmations; found += 1) {
		if (found > 0) poisson *= expected / found;
		success -= poisson * (1 - (q / p) ** (confirmations - found));
	}
	return success;
}

/** The fewest confirmations that bring the chance below `risk`; null when no number does. */
export function confirmationsNeeded(q: number, risk: number): number | null {
	if (q >= 0.5) return null;
	let confirmations = 0;
	while (attackSuccess(q, confirmations) >= risk) confirmations += 1;
	return confirmations;
}
// endregion
