import type { Block } from './network.ts';

// region edit
/** One node of the network. It trusts nobody: it checks each block and follows the branch with the most work. */
export class ForkNode {
	/** The block on top of the branch that this node follows. */
	head: Block;
	/** Payments that wait to be mined. */
	readonly mempool = new Set<string>();
	readonly #broadcast: (block: Block) => void;

	/** @param broadcast sends a block to every other node that can be heard */
	constructor(genesis: Block, broadcast: (block: Block) => void) {
		this.head = genesis;
		this.#broadcast = broadcast;
	}

	/** A payment that waits to be mined. */
	submit(payment: string): void {
		this.mempool.add(payment);
	}

	/** Called for every block that arrives: new or known, valid or not, with or without its parent. */
	receive(block: Block): void {
		// This node believes whatever comes last. Yours will not.
		this.head = block;
	}
}
// endregion
