import type { Block } from './network.ts';

// region edit
/* @misconception A reorganisation undoes one block.
 * @fails "3. Reorganise > payments of every block that is left wait again"
 * @message Two blocks were left and the payment of only one of them waits. Look at how much of the old branch is walked. */
/** A block that was checked, and the work of its whole branch. */
interface Known {
	block: Block;
	work: number;
}

/** One node of the network. It trusts nobody: it checks each block and follows the branch with the most work. */
export class ForkNode {
	head: Block;
	readonly mempool = new Set<string>();
	readonly #known = new Map<string, Known>();
	readonly #orphans = new Map<string, Block>();
	readonly #seen = new Set<string>();
	readonly #broadcast: (block: Block) => void;

	constructor(genesis: Block, broadcast: (block: Block) => void) {
		this.head = genesis;
		this.#known.set(genesis.hash, { block: genesis, work: genesis.work });
		this.#broadcast = broadcast;
	}

	/** A payment that waits to be mined. */
	submit(payment: string): void {
		this.mempool.add(payment);
	}

	receive(block: Block): void {
		if (this.#seen.has(block.hash) || this.#known.has(block.hash)) return;
		if (!block.isValid) return;
		this.#seen.add(block.hash);
		this.#broadcast(block);
		this.#connect(block);
	}

	#connect(block: Block): void {
		const parent = this.#known.get(block.prevHash);
		if (!parent) {
			this.#orphans.set(block.hash, block);
			return;
		}
		this.#orphans.delete(block.hash);
		const work = parent.work + block.work;
		this.#known.set(block.hash, { block, work });
		if (work > this.#workOf(this.head)) this.#follow(block);
		for (const orphan of [...this.#orphans.values()]) {
			if (orphan.prevHash === block.hash) this.#connect(orphan);
		}
	}

	#follow(next: Block): void {
		const before = this.#branchOf(this.head);
		const after = this.#branchOf(next);
		for (const block of before.slice(0, 1)) {
			if (!after.includes(block)) for (const payment of block.payments) this.mempool.add(payment);
		}
		for (const { payments } of after) for (const payment of payments) this.mempool.delete(payment);
		this.head = next;
	}

	/** From a block back to genesis. */
	#branchOf(block: Block): Block[] {
		const parent = this.#known.get(block.prevHash);
		return parent ? [block, ...this.#branchOf(parent.block)] : [block];
	}

	#workOf(block: Block): number {
		return this.#known.get(block.hash)?.work ?? 0;
	}
}
// endregion
