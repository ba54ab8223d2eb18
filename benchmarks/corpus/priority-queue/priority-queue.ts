/** A binary heap. Of two items with the same priority, the one that came first goes first. */
export class PriorityQueue<Item> {
	readonly #heap: { item: Item; priority: number; order: number }[] = [];
	#count = 0;

	get size(): number {
		return this.#heap.length;
	}

	push(item: Item, priority = 0): this {
		this.#heap.push({ item, priority, order: this.#count++ });
		let at = this.#heap.length - 1;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (!this.#isBefore(at, parent)) break;
			this.#swap(at, parent);
			at = parent;
		}
		return this;
	}

	peek(): Item | undefined {
		return this.#heap[0]?.item;
	}

	pop(): Item | undefined {
		const first = this.#heap[0];
		if (!first) return undefined;
		this.#swap(0, this.#heap.length - 1);
		this.#heap.pop();
		this.#sink();
		return first.item;
	}

	*drain(): Generator<Item> {
		while (this.#heap.length > 0) {
			const item = this.pop();
			if (item !== undefined) yield item;
		}
	}

	#sink(): void {
		for (let at = 0; ;) {
			let best = at;
			for (const child of [2 * at + 1, 2 * at + 2])
				if (child < this.#heap.length && this.#isBefore(child, best)) best = child;
			if (best === at) return;
			this.#swap(at, best);
			at = best;
		}
	}

	#isBefore(one: number, other: number): boolean {
		const [a, b] = [this.#heap[one], this.#heap[other]];
		return (
			a !== undefined &&
			b !== undefined &&
			(a.priority < b.priority || (a.priority === b.priority && a.order < b.order))
		);
	}

	#swap(one: number, other: number): void {
		const [a, b] = [this.#heap[one], this.#heap[other]];
		if (!a || !b) return;
		this.#heap[one] = b;
		this.#heap[other] = a;
	}
}
