// read-only
/** A block as the network passes it on. `work` is what it cost on average; `isValid` stands for every rule of the chain. */
export interface Block {
	hash: string;
	prevHash: string;
	height: number;
	work: number;
	payments: readonly string[];
	isValid: boolean;
}

export const GENESIS: Block = {
	hash: 'genesis',
	prevHash: '',
	height: 0,
	work: 0,
	payments: [],
	isValid: true
};

/** A block on top of another. The same parent and name give the same block. */
export function blockOn(
	parent: Block,
	name: string,
	parts: Partial<Pick<Block, 'work' | 'payments' | 'isValid'>> = {}
): Block {
	return {
		hash: `${parent.hash}/${name}`,
		prevHash: parent.hash,
		height: parent.height + 1,
		work: parts.work ?? 256,
		payments: parts.payments ?? [],
		isValid: parts.isValid ?? true
	};
}
