import * as v from 'valibot';
import { sha256 } from '../../domain/sha256.ts';

/**
 * The model of the Merkle figure. Leaves and inner nodes are hashed after different bytes (RFC 9162,
 * §2.1.1); a node without a partner is promoted as it is, which gives the shape of that document.
 */
export interface TreeNode {
	hash: string;
	level: number;
	/** Place within its level. */
	place: number;
	/** Of its level's width, from 0 to 1: where to draw it. */
	x: number;
	/** Places in the level below; one when it was promoted. */
	children: number[];
}

export interface ProofStep {
	hash: string;
	/** Where the sibling stands. */
	side: 'left' | 'right';
}

export function leafHash(text: string): string {
	return sha256(`\x00${text}`);
}

export function nodeHash(left: string, right: string): string {
	return sha256(`\x01${left}${right}`);
}

/** Levels from the leaves up to the root. */
export function treeOf(leaves: readonly string[]): TreeNode[][] {
	let level: TreeNode[] = leaves.map((text, place) => ({
		hash: leafHash(text),
		level: 0,
		place,
		x: (place + 0.5) / leaves.length,
		children: []
	}));
	const levels = [level];
	while (level.length > 1) {
		level = parentsOf(level, levels.length);
		levels.push(level);
	}
	return levels;
}

function parentsOf(below: readonly TreeNode[], level: number): TreeNode[] {
	const parents: TreeNode[] = [];
	for (let place = 0; place < below.length; place += 2) {
		const [left, right] = [below[place], below[place + 1]];
		if (!left) break;
		parents.push({
			hash: right ? nodeHash(left.hash, right.hash) : left.hash,
			level,
			place: place / 2,
			x: right ? (left.x + right.x) / 2 : left.x,
			children: right ? [place, place + 1] : [place]
		});
	}
	return parents;
}

export function rootOf(levels: readonly TreeNode[][]): string {
	return levels.at(-1)?.[0]?.hash ?? sha256('');
}

/** The siblings on the way from a leaf to the root. */
export function proofOf(levels: readonly TreeNode[][], leaf: number): ProofStep[] {
	const steps: ProofStep[] = [];
	let place = leaf;
	for (const level of levels.slice(0, -1)) {
		const sibling = level[place ^ 1];
		if (sibling) steps.push({ hash: sibling.hash, side: place % 2 === 0 ? 'right' : 'left' });
		place >>= 1;
	}
	return steps;
}

export function verifies(text: string, proof: readonly ProofStep[], root: string): boolean {
	const reached = proof.reduce(
		(hash, step) => (step.side === 'left' ? nodeHash(step.hash, hash) : nodeHash(hash, step.hash)),
		leafHash(text)
	);
	return reached === root;
}

/** What a program may give to `draw('merkle-tree', …)`. */
export const merkleDrawingSchema = v.object({
	leaves: v.pipe(v.array(v.string()), v.maxLength(32, 'a tree of more than 32 leaves is too wide to draw')),
	levels: v.pipe(v.array(v.pipe(v.array(v.string()), v.maxLength(32))), v.maxLength(8)),
	provenLeaf: v.nullable(v.number()),
	proof: v.array(v.object({ hash: v.string(), side: v.picklist(['left', 'right']) })),
	verified: v.nullable(v.boolean())
});

export type MerkleDrawing = v.InferOutput<typeof merkleDrawingSchema>;
