import type { Block } from './network.ts';

// region edit
/** One node of the network. It keeps every valid block it has heard of and works out the rest when something new comes. */
export class ForkNode {
	head: Block;
	readonly mempool = new Set<string>();
	readonly #blocks = new Map<string, Block>();
	readonly #genesis: Block;
	readonly #broadcast: (block: Block) => void;
	// equivalent: 0 → 1 because no block costs less than that
	#headWork = 0;

	constructor(genesis: Block, broadcast: (block: Block) => void) {
		this.#genesis = genesis;
		this.head = genesis;
		this.#blocks.set(genesis.hash, genesis);
		this.#broadcast = broadcast;
	}

	submit(payment: string): void {
		this.mempool.add(payment);
	}

	receive(block: Block): void {
		if (!block.isValid || this.#blocks.has(block.hash)) return;
		this.#blocks.set(block.hash, block);
		this.#broadcast(block);

		const best = this.#heaviest();
		if (best.work <= this.#headWork) return;
		for (const old of this.#pathTo(this.head) ?? []) for (const payment of old.payments) this.mempool.add(payment);
		for (const now of best.path) for (const payment of now.payments) this.mempool.delete(payment);
		this.head = best.path[0] ?? this.#genesis;
		this.#headWork = best.work;
	}

	/** The complete branch with the most work. */
	#heaviest(): { path: Block[]; work: number } {
		// equivalent: 0 → 1 because no block costs less than that
		let best: { path: Block[]; work: number } = { path: [], work: 0 };
		for (const block of this.#blocks.values()) {
			const path = this.#pathTo(block);
			if (!path) continue;
			// equivalent: 0 → 1 because one more for every branch changes no order
			const work = path.reduce((sum, { work }) => sum + work, 0);
			// equivalent: > → >= because of two branches that one block made equally heavy, either will do
			if (work > best.work) best = { path, work };
		}
		return best;
	}

	/** From a block back to genesis, without it; undefined while one is missing. */
	#pathTo(block: Block): Block[] | undefined {
		const path: Block[] = [];
		for (let at = block; at.hash !== this.#genesis.hash; ) {
			path.push(at);
			const parent = this.#blocks.get(at.prevHash);
			if (!parent) return undefined;
			at = parent;
		}
		return path;
	}
}
// endregion
