import * as v from 'valibot';
import { sha256 } from '../../domain/sha256.ts';

/** The model of the chain figure: five mined blocks that can be edited and mined again. */
export interface FigureBlock {
	index: number;
	data: string;
	prevHash: string;
	nonce: number;
	/** As stored in the block; it fits only while nothing was edited. */
	hash: string;
}

export interface BlockState {
	/** What its content hashes to now. */
	hashNow: string;
	ownHashFits: boolean;
	linkFits: boolean;
	/** Itself, or anything it builds on. */
	isBroken: boolean;
}

/** Low, so that mining a block takes about 256 tries: a blink, and still work. */
const TARGET_PREFIX = '00';
const NO_PARENT = '0'.repeat(64);
const PAYMENTS = ['genesis', 'ada pays bob 30', 'bob pays eve 5', 'ada pays eve 12', 'eve pays bob 9'];
const TAMPERED_INDEX = 2;
const TAMPERED_DATA = 'bob pays eve 5000';

export function honestChain(): FigureBlock[] {
	const blocks: FigureBlock[] = [];
	for (const [index, data] of PAYMENTS.entries()) {
		blocks.push(mined({ index, data, prevHash: blocks.at(-1)?.hash ?? NO_PARENT }).block);
	}
	return blocks;
}

/** What the figure shows before it is touched: somebody has edited block 2. */
export function tamperedChain(): FigureBlock[] {
	return edited(honestChain(), TAMPERED_INDEX, TAMPERED_DATA);
}

export function edited(blocks: readonly FigureBlock[], index: number, data: string): FigureBlock[] {
	return blocks.map((block) => (block.index === index ? { ...block, data } : block));
}

/** Gives one block the hash of the block before it, and searches a nonce until its hash is below the target. */
export function minedAgain(
	blocks: readonly FigureBlock[],
	index: number
): { blocks: FigureBlock[]; triesCount: number } {
	const block = blocks[index];
	if (!block) return { blocks: [...blocks], triesCount: 0 };
	const { block: found, triesCount } = mined({ ...block, prevHash: blocks[index - 1]?.hash ?? NO_PARENT });
	return { blocks: blocks.map((other) => (other.index === index ? found : other)), triesCount };
}

export function statesOf(blocks: readonly FigureBlock[]): BlockState[] {
	const states: BlockState[] = [];
	for (const [index, block] of blocks.entries()) {
		const hashNow = hashOf(block);
		const ownHashFits = hashNow === block.hash && hashNow.startsWith(TARGET_PREFIX);
		const linkFits = block.prevHash === (blocks[index - 1]?.hash ?? NO_PARENT);
		states.push({
			hashNow,
			ownHashFits,
			linkFits,
			isBroken: !ownHashFits || !linkFits || states[index - 1]?.isBroken === true
		});
	}
	return states;
}

/** The first block that does not hold; null when all do. */
export function firstBroken(states: readonly BlockState[]): number | null {
	const index = states.findIndex(({ isBroken }) => isBroken);
	return index < 0 ? null : index;
}

function mined({ index, data, prevHash }: Pick<FigureBlock, 'index' | 'data' | 'prevHash'>) {
	for (let nonce = 0; ; nonce++) {
		const hash = hashOf({ index, data, prevHash, nonce });
		if (hash.startsWith(TARGET_PREFIX))
			return { block: { index, data, prevHash, nonce, hash }, triesCount: nonce + 1 };
	}
}

function hashOf({ index, prevHash, data, nonce }: Omit<FigureBlock, 'hash'>): string {
	return sha256(JSON.stringify([index, prevHash, data, nonce]));
}

/** What a program may give to `draw('chain', …)`. */
export const chainDrawingSchema = v.object({
	blocks: v.pipe(
		v.array(
			v.object({
				index: v.number(),
				data: v.pipe(v.unknown(), v.transform(String)),
				prevHash: v.string(),
				hash: v.string(),
				nonce: v.optional(v.number())
			})
		),
		v.maxLength(50, 'a chain of more than 50 blocks is too long to draw')
	),
	firstBad: v.nullable(v.number())
});

export type ChainDrawing = v.InferOutput<typeof chainDrawingSchema>;
