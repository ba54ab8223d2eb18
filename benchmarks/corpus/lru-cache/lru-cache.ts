export interface LruOptions<Key, Value> {
	capacity: number;
	ttlMs?: number;
	onEvict?: (key: Key, value: Value) => void;
}

interface Entry<Value> {
	value: Value;
	expiresAt: number;
}

/** Forgets what was not asked for the longest. A Map keeps the order in which keys were set. */
export class LruCache<Key, Value> {
	readonly #entries = new Map<Key, Entry<Value>>();
	readonly #options: LruOptions<Key, Value>;
	hits = 0;
	misses = 0;

	constructor(options: LruOptions<Key, Value>) {
		this.#options = options;
	}

	get size(): number {
		return this.#entries.size;
	}

	has(key: Key): boolean {
		return this.#fresh(key) !== undefined;
	}

	get(key: Key): Value | undefined {
		const entry = this.#fresh(key);
		if (!entry) {
			this.misses += 1;
			return undefined;
		}
		this.hits += 1;
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		return entry.value;
	}

	set(key: Key, value: Value): this {
		const { ttlMs = Number.POSITIVE_INFINITY, capacity } = this.#options;
		this.#entries.delete(key);
		this.#entries.set(key, { value, expiresAt: Date.now() + ttlMs });
		if (this.#entries.size > capacity) this.#evictOldest();
		return this;
	}

	delete(key: Key): boolean {
		return this.#entries.delete(key);
	}

	*keys(): Generator<Key> {
		yield* this.#entries.keys();
	}

	#fresh(key: Key): Entry<Value> | undefined {
		const entry = this.#entries.get(key);
		if (entry && Date.now() >= entry.expiresAt) {
			this.#entries.delete(key);
			return undefined;
		}
		return entry;
	}

	#evictOldest(): void {
		for (const [key, { value }] of this.#entries) {
			this.#entries.delete(key);
			this.#options.onEvict?.(key, value);
			return;
		}
	}
}
