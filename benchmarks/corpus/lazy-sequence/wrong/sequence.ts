/** A chain of steps over any iterable, done item by item and only as far as asked. */
export class Sequence<Item> implements Iterable<Item> {
	readonly #source: () => Iterator<Item>;

	private constructor(source: () => Iterator<Item>) {
		this.#source = source;
	}

	static from<Item>(items: Iterable<Item>): Sequence<Item> {
		return new Sequence(() => items[Symbol.iterator]());
	}

	static range(start: number, end = Number.POSITIVE_INFINITY, step = 1): Sequence<number> {
		return new Sequence(function* () {
			for (let value = start; step > 0 ? value < end : value > end; value += step) yield value;
		});
	}

	static iterate<Item>(seed: Item, next: (item: Item) => Item): Sequence<Item> {
		return new Sequence(function* () {
			for (let item = seed; ; item = next(item)) yield item;
		});
	}

	[Symbol.iterator](): Iterator<Item> {
		return this.#source();
	}

	map<Result>(change: (item: Item, index: number) => Result): Sequence<Result> {
		return this.#then(function* (items) {
			let index = 0;
			for (const item of items) yield change(item, index++);
		});
	}

	filter(isWanted: (item: Item) => boolean): Sequence<Item> {
		return this.#then(function* (items) {
			for (const item of items) if (isWanted(item)) yield item;
		});
	}

	take(count: number): Sequence<Item> {
		return this.#then(function* (items) {
			let left = count;
			if (left <= 0) return;
			for (const item of items) {
				if (left-- === 0) return;
			}
		});
	}

	takeWhile(isWanted: (item: Item) => boolean): Sequence<Item> {
		return this.#then(function* (items) {
			for (const item of items) {
				if (!isWanted(item)) return;
				yield item;
			}
		});
	}

	chunk(size: number): Sequence<Item[]> {
		return this.#then(function* (items) {
			let chunk: Item[] = [];
			for (const item of items) {
				chunk.push(item);
				if (chunk.length < size) continue;
				yield chunk;
				chunk = [];
			}
			if (chunk.length > 0) yield chunk;
		});
	}

	zip<Other>(other: Iterable<Other>): Sequence<[Item, Other]> {
		return this.#then(function* (items) {
			const others = other[Symbol.iterator]();
			for (const item of items) {
				const next = others.next();
				if (next.done) return;
				yield [item, next.value];
			}
		});
	}

	reduce<Result>(combine: (result: Result, item: Item) => Result, start: Result): Result {
		let result = start;
		for (const item of this) result = combine(result, item);
		return result;
	}

	first(): Item | undefined {
		for (const item of this) return item;
		return undefined;
	}

	toArray(): Item[] {
		return [...this];
	}

	#then<Result>(step: (items: Iterable<Item>) => Generator<Result>): Sequence<Result> {
		return new Sequence(() => step(this));
	}
}
