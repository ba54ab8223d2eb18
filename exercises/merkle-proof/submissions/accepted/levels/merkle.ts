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
const leafMark = '\x00';
const nodeMark = '\x01';

/** Level by level from the bottom: a hash without a partner moves up as it is, which gives the same tree. */
function levelsOf(leaves: readonly string[]): string[][] {
	const levels = [leaves.map((leaf) => sha256(leafMark + leaf))];
	for (let level = levels[0] ?? []; level.length > 1; ) {
		const above: string[] = [];
		for (let place = 0; place < level.length; place += 2) {
			const [left = '', right] = [level[place], level[place + 1]];
			above.push(right === undefined ? left : sha256(nodeMark + left + right));
		}
		// equivalent: levels.push(above); level = above; → level = above; levels.push(above); because neither asks for the other
		levels.push(above);
		level = above;
	}
	return levels;
}

/** The root over a list of leaves, split as RFC 9162 does. */
export function root(leaves: readonly string[]): string {
	return levelsOf(leaves).at(-1)?.[0] ?? sha256('');
}

/** The siblings of a leaf on its way to the root, from the bottom up. */
export function prove(leaves: readonly string[], index: number): ProofStep[] {
	const proof: ProofStep[] = [];
	let place = index;
	for (const level of levelsOf(leaves)) {
		const hash = level[place % 2 === 0 ? place + 1 : place - 1];
		if (hash !== undefined) proof.push({ hash, side: place % 2 === 0 ? 'right' : 'left' });
		place = Math.floor(place / 2);
	}
	return proof;
}

/** Whether the leaf and its siblings lead to the root. */
export function verify(leaf: string, proof: readonly ProofStep[], expectedRoot: string): boolean {
	let hash = sha256(leafMark + leaf);
	for (const step of proof) {
		hash = sha256(nodeMark + (step.side === 'left' ? step.hash + hash : hash + step.hash));
	}
	return hash === expectedRoot;
}
// endregion
