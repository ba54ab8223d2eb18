import type { Move, View } from './race.ts';

// region edit
/* @misconception The attacker begins when the shop ships.
 * @fails "2. The chance > it has the values of the whitepaper"
 * @message The chance is below the published values. The attacker was mining while the shop counted, and may have found blocks by then. */
/** The attacker's next move. */
export function strategy({ secretBlocks, honestBlocks, confirmations }: View): Move {
	const isShipped = honestBlocks >= confirmations;
	return isShipped && secretBlocks > honestBlocks ? 'publish' : 'wait';
}

/** The chance to overtake after so many confirmations (Nakamoto 2008, section 11). */
export function attackSuccess(q: number, confirmations: number): number {
	return q >= 0.5 ? 1 : (q / (1 - q)) ** confirmations;
}

/** The fewest confirmations that bring the chance below `risk`; null when no number does. */
export function confirmationsNeeded(q: number, risk: number): number | null {
	if (q >= 0.5) return null;
	let confirmations = 0;
	while (attackSuccess(q, confirmations) >= risk) confirmations += 1;
	return confirmations;
}
// endregion
