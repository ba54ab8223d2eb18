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
/* @misconception Without leaves there is nothing to hash.
 * @fails "1. The root > no leaf has the hash of an empty text"
 * @message The root over no leaf is not a hash. Look at the first rule of the list. */
/** The hash of a leaf, and of two hashes. The marks keep the two kinds apart. */
function hashLeaf(leaf: string): string {
	return sha256(`\x00${leaf}`);
}

function hashNode(left: string, right: string): string {
	return sha256(`\x01${left}${right}`);
}

/** The root over a list of leaves, split as RFC 9162 does. */
export function root(leaves: readonly string[]): string {
	const [leaf] = leaves;
	if (leaf === undefined) return '';
	if (leaves.length === 1) return hashLeaf(leaf);
	const split = splitOf(leaves.length);
	return hashNode(root(leaves.slice(0, split)), root(leaves.slice(split)));
}

/** The siblings of a leaf on its way to the root, from the bottom up. */
export function prove(leaves: readonly string[], index: number): ProofStep[] {
	if (leaves.length <= 1) return [];
	const split = splitOf(leaves.length);
	const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
	return index < split
		? [...prove(left, index), { hash: root(right), side: 'right' }]
		: [...prove(right, index - split), { hash: root(left), side: 'left' }];
}

/** Whether the leaf and its siblings lead to the root. */
export function verify(leaf: string, proof: readonly ProofStep[], expectedRoot: string): boolean {
	const reached = proof.reduce(
		(hash, step) => (step.side === 'left' ? hashNode(step.hash, hash) : hashNode(hash, step.hash)),
		hashLeaf(leaf)
	);
	return reached === expectedRoot;
}
// endregion
