import { draw } from 'hotpath';
import { append, validate, type Block } from './chain.ts';

/** Your chain with its third block tampered with, as your own functions see it. */
let blocks: Block[] = [];
let firstBad: number | null = null;
try {
	for (const data of ['genesis', 'ada pays bob 30', 'bob pays eve 5', 'ada pays eve 12'])
		blocks = append(blocks, data);
	blocks = blocks.map((block) => (block.index === 2 ? { ...block, data: 'bob pays eve 5000' } : block));
	firstBad = validate(blocks);
} catch (error) {
	console.warn(`The chain could not be built: ${String(error)}`);
}
draw('chain', { blocks, firstBad }, 'Your chain, with the data of block 2 changed');
