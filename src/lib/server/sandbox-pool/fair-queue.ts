/**
 * What waits, in shares that take turns: who queues a thousand things delays nobody who queues one.
 * Within a share, first come, first served.
 */
export class FairQueue<Item> {
	readonly #shares = new Map<string, Item[]>();
	#length = 0;

	get length(): number {
		return this.#length;
	}

	push(share: string, item: Item): void {
		const waiting = this.#shares.get(share);
		if (waiting) waiting.push(item);
		else this.#shares.set(share, [item]);
		this.#length += 1;
	}

	/** The next item of the share whose turn it is; its share goes to the end of the row. */
	shift(): Item | undefined {
		for (const [share, waiting] of this.#shares) {
			const item = waiting.shift();
			this.#shares.delete(share);
			if (waiting.length > 0) this.#shares.set(share, waiting);
			if (item === undefined) continue;
			this.#length -= 1;
			return item;
		}
		return undefined;
	}

	takeAll(): Item[] {
		const items = [...this.#shares.values()].flat();
		this.#shares.clear();
		this.#length = 0;
		return items;
	}
}
