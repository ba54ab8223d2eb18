import { createHash } from 'node:crypto';

/** One sibling on the way to the root, and on which side of you it stands. */
export interface ProofStep {
	hash: string;
	side: 'left' | 'right';
}

export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** The largest power of two below `count`: where RFC 9162 splits a list of leaves. */
export function splitOf(count: number): number {
	let split = 1;
	while (split * 2 < count) split *= 2;
	return split;
}

// region edit
/** The root over a list of leaves, split as RFC 9162 does. */
export function root(leaves: readonly string[]): string {
	void leaves;
	return '';
}

/** The siblings of a leaf on its way to the root, from the bottom up. */
export function prove(leaves: readonly string[], index: number): ProofStep[] {
	void [leaves, index];
	return [];
}

/** Whether the leaf and its siblings lead to the root. */
export function verify(leaf: string, proof: readonly ProofStep[], expectedRoot: string): boolean {
	void [leaf, proof, expectedRoot];
	return false;
}
// endregion
