import type { Block } from './network.ts';

// region edit
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
		if (this.#seen.has(block.hash) || !block.isValid) return;
		this.#seen.add(block.hash);
		// equivalent: this.#broadcast(block); this.#connect(block); → this.#connect(block); this.#broadcast(block); because both are done
		// before anything else arrives
		this.#broadcast(block);
		this.#connect(block);
	}

	#connect(block: Block): void {
		const parent = this.#known.get(block.prevHash);
		// equivalent: if (!parent) { this.#orphans.set(block.hash, block); return; } this.#orphans.delete(block.hash); → this.#orphans.delete(block.hash); if (!parent) { this.#orphans.set(block.hash, block); return; } because it is set after all
		if (!parent) {
			this.#orphans.set(block.hash, block);
			return;
		}
		// equivalent: this.#orphans.delete(block.hash); → nothing because its parent is connected once only; this frees memory
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
