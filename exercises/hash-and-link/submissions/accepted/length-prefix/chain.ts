import { createHash } from 'node:crypto';

export interface Block {
	index: number;
	/** The hash of the block before; 64 zeros in the first one, which is called genesis. */
	prevHash: string;
	data: string;
	hash: string;
}

export const NO_PARENT = '0'.repeat(64);

export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

// region edit
/** Each field with its length in front, so that no two blocks share a text. */
export function hashBlock(block: Omit<Block, 'hash'>): string {
	const fields = [String(block.index), block.prevHash, block.data];
	// equivalent: '' → 'x' because the lengths keep the fields apart, whatever stands between them
	return sha256(fields.map((field) => `${field.length}:${field}`).join(''));
}

/** A longer chain, with one more block at its end. The given chain stays as it is. */
export function append(chain: readonly Block[], data: string): Block[] {
	const last = chain[chain.length - 1];
	// equivalent: '' → 'x' because the hash is no part of what is hashed, and is set below
	const block: Block = { index: chain.length, prevHash: last ? last.hash : NO_PARENT, data, hash: '' };
	block.hash = hashBlock(block);
	return chain.concat(block);
}

function holds(block: Block, index: number, parent: Block | undefined): boolean {
	const expected = parent ? parent.hash : NO_PARENT;
	return block.index === index && block.prevHash === expected && block.hash === hashBlock(block);
}

/** The index of the first block that does not hold, or null. */
export function validate(chain: readonly Block[]): number | null {
	const index = chain.findIndex((block, place) => !holds(block, place, chain[place - 1]));
	return index === -1 ? null : index;
}
// endregion
