import type { Move, View } from './race.ts';

// region edit
/** The attacker's next move. */
export function strategy(view: View): Move {
	if (view.honestBlocks < view.confirmations) return 'wait';
	const lead = view.secretBlocks - view.honestBlocks;
	if (lead >= 1) return 'publish';
	// equivalent: < → <= because who is 35 behind catches up less than once in a thousand times
	// equivalent: 35 → 36 because who is 36 behind catches up less than once in a thousand times
	return lead < -35 ? 'give up' : 'wait';
}

/** In logarithms, so that nothing overflows however long the wait. */
function poisson(expected: number, count: number): number {
	let logarithm = -expected;
	for (let k = 1; k <= count; k += 1) logarithm += Math.log(expected / k);
	return Math.exp(logarithm);
}

/** The chance to overtake after so many confirmations (Nakamoto 2008, section 11). */
export function attackSuccess(q: number, confirmations: number): number {
	const odds = q / (1 - q);
	// equivalent: >= → > because at even odds each term of the sum is 0, which leaves 1
	if (odds >= 1) return 1;
	const expected = confirmations * odds;
	// Of the attacker who found them all, nothing is to be subtracted.
	const terms = Array.from({ length: confirmations }, (_, k) => poisson(expected, k) * (1 - odds ** (confirmations - k)));
	return 1 - terms.reduce((sum, term) => sum + term, 0);
}

/** The fewest confirmations that bring the chance below `risk`; null when no number does. */
export function confirmationsNeeded(q: number, risk: number): number | null {
	if (q >= 1 - q) return null;
	// equivalent: 0 → 1 because without a confirmation the chance is 1, which is below no risk
	for (let confirmations = 0; ; confirmations += 1) {
		if (attackSuccess(q, confirmations) < risk) return confirmations;
	}
}
// endregion
