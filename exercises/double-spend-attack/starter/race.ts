// read-only

/** What the attacker knows after each block that anyone finds. */
export interface View {
	/** Blocks of your secret branch since the payment. You found the first one before you paid. */
	secretBlocks: number;
	/** Blocks of the honest branch since the payment, the one with the payment included. */
	honestBlocks: number;
	/** How many of those the shop waits for. It ships when it sees that many. */
	confirmations: number;
}

export type Move = 'wait' | 'publish' | 'give up';

/**
 * One attack. Your share of the hash power is `q`; who finds the next block is a throw of the dice. Nodes follow the branch
 * with the most work, and all blocks have the same; a tie stays with what was seen first, which is the honest branch.
 *
 * The attack succeeds when the goods were shipped and the secret branch is published and followed.
 */
export function attackSucceeds(
	strategy: (view: View) => Move,
	q: number,
	confirmations: number,
	dice: () => number
): boolean {
	let view: View = { secretBlocks: 1, honestBlocks: 0, confirmations };
	while (view.honestBlocks - view.secretBlocks < HOPELESS) {
		const move = strategy(view);
		if (move === 'give up') return false;
		if (move === 'publish')
			return view.honestBlocks >= confirmations && view.secretBlocks > view.honestBlocks;
		view =
			dice() < q
				? { ...view, secretBlocks: view.secretBlocks + 1 }
				: { ...view, honestBlocks: view.honestBlocks + 1 };
		if (view.secretBlocks + view.honestBlocks > BLOCKS_MAX) return false;
	}
	return false;
}

/** So far behind, the race is over. */
const HOPELESS = 40;
const BLOCKS_MAX = 2_000;

/** The share of attacks that succeed. */
export function successRate(
	strategy: (view: View) => Move,
	q: number,
	confirmations: number,
	attacks: number
): number {
	let successes = 0;
	for (let attack = 0; attack < attacks; attack += 1) {
		if (attackSucceeds(strategy, q, confirmations, Math.random)) successes += 1;
	}
	return successes / attacks;
}
