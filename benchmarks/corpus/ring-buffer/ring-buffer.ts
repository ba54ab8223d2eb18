export class BufferFullError extends Error {}
export class BufferEmptyError extends Error {}

export class RingBuffer<Item> implements Iterable<Item> {
	readonly capacity: number;
	readonly #slots: (Item | undefined)[];
	#start = 0;
	#size = 0;

	constructor(capacity: number) {
		if (capacity < 1) throw new RangeError('a buffer needs room for one item');
		this.capacity = capacity;
		this.#slots = new Array<Item | undefined>(capacity);
	}

	get size(): number {
		return this.#size;
	}

	write(item: Item): void {
		if (this.#size === this.capacity) throw new BufferFullError('the buffer is full');
		this.#slots[(this.#start + this.#size) % this.capacity] = item;
		this.#size += 1;
	}

	/** Writes always; the oldest item gives way. */
	forceWrite(item: Item): void {
		if (this.#size === this.capacity) this.read();
		this.write(item);
	}

	read(): Item {
		const item = this.#slots[this.#start];
		if (this.#size === 0 || item === undefined) throw new BufferEmptyError('the buffer is empty');
		this.#slots[this.#start] = undefined;
		this.#start = (this.#start + 1) % this.capacity;
		this.#size -= 1;
		return item;
	}

	clear(): void {
		this.#slots.fill(undefined);
		this.#size = 0;
	}

	*[Symbol.iterator](): Generator<Item> {
		for (let index = 0; index < this.#size; index++) {
			const item = this.#slots[(this.#start + index) % this.capacity];
			if (item !== undefined) yield item;
		}
	}
}
