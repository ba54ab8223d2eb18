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
/* @misconception Nothing stands before the first block, so its link does not matter.
 * @fails "3. Validate > a first block that points elsewhere is reported"
 * @message The first block pointed to another block and was not reported. Look at which links are compared. */
/** The hash of everything a block holds but its own hash. */
export function hashBlock({ index, prevHash, data }: Omit<Block, 'hash'>): string {
	return sha256(JSON.stringify([index, prevHash, data]));
}

/** A longer chain, with one more block at its end. The given chain stays as it is. */
export function append(chain: readonly Block[], data: string): Block[] {
	const header = { index: chain.length, prevHash: chain.at(-1)?.hash ?? NO_PARENT, data };
	return [...chain, { ...header, hash: hashBlock(header) }];
}

/** The index of the first block that does not hold, or null. */
export function validate(chain: readonly Block[]): number | null {
	let prevHash = NO_PARENT;
	for (const [index, block] of chain.entries()) {
		if (block.index !== index || (index > 0 && block.prevHash !== prevHash) || block.hash !== hashBlock(block)) return index;
		prevHash = block.hash;
	}
	return null;
}
// endregion
