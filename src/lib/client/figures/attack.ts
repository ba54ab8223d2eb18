import { diceFrom } from './random.ts';

/**
 * The attacker's chance to overtake after `confirmations` blocks, with a share `q` of the hash power
 * (S. Nakamoto, Bitcoin: A Peer-to-Peer Electronic Cash System, 2008, section 11).
 */
export function attackSuccess(q: number, confirmations: number): number {
	if (q >= 0.5) return 1;
	const p = 1 - q;
	const expected = (confirmations * q) / p;
	let poisson = Math.exp(-expected);
	let success = 1;
	for (let found = 0; found <= confirmations; found++) {
		if (found > 0) poisson *= expected / found;
		success -= poisson * (1 - (q / p) ** (confirmations - found));
	}
	return Math.max(0, success);
}

/** How many confirmations bring the risk below `risk`; null at half of the hash power or more. */
export function confirmationsNeeded(q: number, risk: number): number | null {
	if (q >= 0.5) return null;
	let confirmations = 0;
	while (attackSuccess(q, confirmations) >= risk) confirmations += 1;
	return confirmations;
}

/** The share of simulated attacks that caught up. Block by block, who finds the next one is a throw of the dice. */
export function simulatedSuccess(
	q: number,
	confirmations: number,
	attacksCount: number,
	seed: number
): number {
	const dice = diceFrom(seed * 1_000 + confirmations);
	let successes = 0;
	for (let attack = 0; attack < attacksCount; attack++)
		if (attackSucceeds(q, confirmations, dice)) successes += 1;
	return successes / attacksCount;
}

/** So far behind, the chance left is too small to see. */
const GIVEN_UP_AT = 60;

function attackSucceeds(q: number, confirmations: number, dice: () => number): boolean {
	let behind = 0;
	for (let honest = 0; honest < confirmations;) {
		if (dice() < q) behind -= 1;
		else {
			honest += 1;
			behind += 1;
		}
	}
	while (behind > 0 && behind < GIVEN_UP_AT) behind += dice() < q ? -1 : 1;
	return behind <= 0;
}
