import type { Move, View } from './race.ts';

// region edit
/** The attacker's next move. */
export function strategy({ secretBlocks, honestBlocks, confirmations }: View): Move {
	void [secretBlocks, honestBlocks, confirmations];
	return 'give up';
}

/** The chance to overtake after so many confirmations (Nakamoto 2008, section 11). */
export function attackSuccess(q: number, confirmations: number): number {
	void [q, confirmations];
	return 0;
}

/** The fewest confirmations that bring the chance below `risk`; null when no number does. */
export function confirmationsNeeded(q: number, risk: number): number | null {
	void [q, risk];
	return 0;
}
// endregion
