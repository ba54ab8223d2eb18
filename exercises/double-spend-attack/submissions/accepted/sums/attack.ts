import type { Move, View } from './race.ts';

// region edit
/** The attacker's next move. */
export function strategy(view: View): Move {
	if (view.honestBlocks < view.confirmations) return 'wait';
	const lead = view.secretBlocks - view.honestBlocks;
	if (lead >= 1) return 'publish';
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
	if (odds >= 1 || confirmations === 0) return 1;
	const expected = confirmations * odds;
	const terms = Array.from({ length: confirmations + 1 }, (_, k) => poisson(expected, k) * (1 - odds ** (confirmations - k)));
	return 1 - terms.reduce((sum, term) => sum + term, 0);
}

/** The fewest confirmations that bring the chance below `risk`; null when no number does. */
export function confirmationsNeeded(q: number, risk: number): number | null {
	if (q >= 1 - q) return null;
	for (let confirmations = 0; ; confirmations += 1) {
		if (attackSuccess(q, confirmations) < risk) return confirmations;
	}
}
// endregion
