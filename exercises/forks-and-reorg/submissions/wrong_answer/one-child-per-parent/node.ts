import type { Block } from './network.ts';

// region edit
/* @misconception A block has one successor.
 * @fails "2. Wait for parents > all blocks that wait for the same parent are connected"
 * @message Several blocks waited for the same parent and only one was connected. Look at what ends the search among those that wait. */
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
			if (orphan.prevHash !== block.hash) continue;
			this.#connect(orphan);
			break;
		}
	}

	#follow(next: Block): void {
		const before = this.#branchOf(this.head);
		const after = this.#branchOf(next);
		for (const block of before) {
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
