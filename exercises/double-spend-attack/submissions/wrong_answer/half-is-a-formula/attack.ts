import type { Move, View } from './race.ts';

// region edit
/* @misconception The formula holds for every share.
 * @fails "2. The chance > with half of the hash power it is certain"
 * @message With more than half of the hash power the chance came out as something other than certain. Look at what q / p is then. */
/** The attacker's next move. */
export function strategy({ secretBlocks, honestBlocks, confirmations }: View): Move {
	const isShipped = honestBlocks >= confirmations;
	return isShipped && secretBlocks > honestBlocks ? 'publish' : 'wait';
}

/** The chance to overtake after so many confirmations (Nakamoto 2008, section 11). */
export function attackSuccess(q: number, confirmations: number): number {
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
