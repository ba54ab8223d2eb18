import { draw } from 'hotpath';
import { prove, root, verify, type ProofStep } from './merkle.ts';

/** Your tree over five payments, and your proof for the third. */
const leaves = ['pay 1', 'pay 2', 'pay 3', 'pay 4', 'pay 5'];
const PROVEN = 2;

let levels: string[][] = [];
let proof: ProofStep[] = [];
let verified: boolean | null = null;
try {
	const pairs = (items: readonly string[], size: number): string[][] =>
		Array.from({ length: Math.ceil(items.length / size) }, (_, place) =>
			items.slice(place * size, (place + 1) * size)
		);
	levels = [1, 2, 4, 8].map((size) => pairs(leaves, size).map((part) => root(part)));
	proof = prove(leaves, PROVEN);
	verified = verify(leaves[PROVEN] ?? '', proof, root(leaves));
} catch (error) {
	console.warn(`The tree could not be built: ${String(error)}`);
}
draw(
	'merkle-tree',
	{ leaves, levels, provenLeaf: PROVEN, proof, verified },
	'Your tree over five payments, and the proof of the third'
);
