// read-only
import { ForkNode } from './node.ts';

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

/**
 * Five nodes on a network that delays, reorders and splits. Nothing here waits for real time: a message is an entry of
 * a list with the moment of its arrival.
 */
export class Network {
	readonly nodes: ForkNode[];
	/** How often each block crossed each link. */
	readonly crossings = new Map<string, number>();
	readonly #messages: { at: number; to: number; block: Block }[] = [];
	readonly #delay: () => number;
	#now = 0;
	#isSplit = false;

	constructor(delay: () => number) {
		this.#delay = delay;
		this.nodes = Array.from(
			{ length: 5 },
			(_, index) => new ForkNode(GENESIS, (block) => this.#send(index, block))
		);
	}

	/** Nodes 0 and 1 no longer hear 2, 3 and 4, nor the other way round. */
	split(): void {
		this.#isSplit = true;
	}

	/** The two sides hear each other again, and each side sends what the other missed, in any order. */
	heal(missed: readonly Block[]): void {
		this.#isSplit = false;
		for (const block of missed) {
			for (let to = 0; to < this.nodes.length; to += 1)
				this.#messages.push({ at: this.#now + this.#delay(), to, block });
		}
	}

	/** The node finds a block on its own head. */
	mine(index: number, name: string, work: number, payments: readonly string[] = []): Block {
		const node = this.nodes[index];
		if (!node) throw new Error(`there is no node ${index}`);
		const block = blockOn(node.head, name, { work, payments });
		node.receive(block);
		return block;
	}

	/** Delivers messages, the earliest first, until nobody has anything to say; after 200 it gives up and forgets the rest. */
	settle(): void {
		for (let delivered = 0; delivered < 200; delivered += 1) {
			this.#messages.sort((a, b) => a.at - b.at);
			const message = this.#messages.shift();
			if (!message) return;
			this.#now = message.at;
			this.nodes[message.to]?.receive(message.block);
		}
		this.#messages.length = 0;
	}

	#send(from: number, block: Block): void {
		for (let to = 0; to < this.nodes.length; to += 1) {
			const isCut = this.#isSplit && from < 2 !== to < 2;
			if (to === from || isCut) continue;
			const link = `${block.hash} from ${from} to ${to}`;
			this.crossings.set(link, (this.crossings.get(link) ?? 0) + 1);
			this.#messages.push({ at: this.#now + this.#delay(), to, block });
		}
	}
}
