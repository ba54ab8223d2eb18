interface Node<Key, Value> {
	key: Key;
	value: Value;
	left: Node<Key, Value> | null;
	right: Node<Key, Value> | null;
}

type Tree<Key, Value> = Node<Key, Value> | null;
export type Compare<Key> = (a: Key, b: Key) => number;

export class TreeMap<Key, Value> implements Iterable<[Key, Value]> {
	#root: Tree<Key, Value> = null;
	#size = 0;
	readonly #compare: Compare<Key>;

	constructor(compare: Compare<Key>) {
		this.#compare = compare;
	}

	get size(): number {
		return this.#size;
	}

	get depth(): number {
		const depthOf = (node: Tree<Key, Value>): number =>
			node ? 1 + Math.max(depthOf(node.left), depthOf(node.right)) : 0;
		return depthOf(this.#root);
	}

	get(key: Key): Value | undefined {
		let node = this.#root;
		while (node) {
			const order = this.#compare(key, node.key);
			if (order === 0) return node.value;
			node = order < 0 ? node.left : node.right;
		}
		return undefined;
	}

	set(key: Key, value: Value): this {
		this.#root = this.#inserted(this.#root, key, value);
		return this;
	}

	delete(key: Key): boolean {
		const before = this.#size;
		this.#root = this.#without(this.#root, key);
		return this.#size < before;
	}

	*[Symbol.iterator](): Generator<[Key, Value]> {
		yield* this.range();
	}

	*range(from?: Key, to?: Key): Generator<[Key, Value]> {
		yield* this.#walk(this.#root, from, to);
	}

	*#walk(node: Tree<Key, Value>, from: Key | undefined, to: Key | undefined): Generator<[Key, Value]> {
		if (!node) return;
		const isAbove = from === undefined || this.#compare(node.key, from) >= 0;
		const isBelow = to === undefined || this.#compare(node.key, to) <= 0;
		if (isAbove) yield* this.#walk(node.left, from, to);
		if (isAbove && isBelow) yield [node.key, node.value];
		if (isBelow) yield* this.#walk(node.right, from, to);
	}

	#inserted(node: Tree<Key, Value>, key: Key, value: Value): Node<Key, Value> {
		if (!node) {
			this.#size += 1;
			return { key, value, left: null, right: null };
		}
		const order = this.#compare(key, node.key);
		if (order === 0) return { ...node, value };
		return order < 0
			? { ...node, left: this.#inserted(node.left, key, value) }
			: { ...node, right: this.#inserted(node.right, key, value) };
	}

	#without(node: Tree<Key, Value>, key: Key): Tree<Key, Value> {
		if (!node) return null;
		const order = this.#compare(key, node.key);
		if (order < 0) return { ...node, left: this.#without(node.left, key) };
		if (order > 0) return { ...node, right: this.#without(node.right, key) };
		this.#size -= 1;
		if (!node.left || !node.right) return node.left ?? node.right;
		let next = node.right;
		while (next.left) next = next.left;
		this.#size += 1;
		return { key: next.key, value: next.value, left: node.left, right: this.#without(node.right, next.key) };
	}
}
