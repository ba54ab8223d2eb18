import type { Block } from './network.ts';

// region edit
/** One node of the network. It keeps every valid block it has heard of and works out the rest when something new comes. */
export class ForkNode {
	head: Block;
	readonly mempool = new Set<string>();
	readonly #blocks = new Map<string, Block>();
	readonly #genesis: Block;
	readonly #broadcast: (block: Block) => void;
	#headWork = 0;

	constructor(genesis: Block, broadcast: (block: Block) => void) {
		this.#genesis = genesis;
		this.head = genesis;
		this.#broadcast = broadcast;
	}

	submit(payment: string): void {
		this.mempool.add(payment);
	}

	receive(block: Block): void {
		if (!block.isValid || block.hash === this.#genesis.hash || this.#blocks.has(block.hash)) return;
		this.#blocks.set(block.hash, block);
		this.#broadcast(block);

		const best = this.#heaviest();
		if (best.work <= this.#headWork) return;
		const left = this.#pathTo(this.head) ?? [];
		for (const old of left) for (const payment of old.payments) this.mempool.add(payment);
		for (const now of best.path) for (const payment of now.payments) this.mempool.delete(payment);
		this.head = best.path[0] ?? this.#genesis;
		this.#headWork = best.work;
	}

	/** The complete branch with the most work. */
	#heaviest(): { path: Block[]; work: number } {
		let best: { path: Block[]; work: number } = { path: [], work: 0 };
		for (const block of this.#blocks.values()) {
			const path = this.#pathTo(block);
			const work = (path ?? []).reduce((sum, { work }) => sum + work, 0);
			if (path && work > best.work) best = { path, work };
		}
		return best;
	}

	/** From a block back to genesis, without it; null while one is missing. */
	#pathTo(block: Block): Block[] | null {
		const path: Block[] = [];
		for (let at: Block | undefined = block; at?.hash !== this.#genesis.hash; at = at && (at.prevHash === this.#genesis.hash ? this.#genesis : this.#blocks.get(at.prevHash))) {
			if (!at) return null;
			path.push(at);
		}
		return path;
	}
}
// endregion
