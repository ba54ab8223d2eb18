interface Node {
	children: Map<string, Node>;
	count: number;
	isWord: boolean;
}

const newNode = (): Node => ({ children: new Map(), count: 0, isWord: false });

/** A set of words that answers by prefix. */
export class Trie {
	readonly #root = newNode();

	constructor(words: Iterable<string> = []) {
		for (const word of words) this.add(word);
	}

	get size(): number {
		return this.#root.count;
	}

	add(word: string): boolean {
		if (this.has(word)) return false;
		let node = this.#root;
		node.count += 1;
		for (const letter of word) {
			const child = node.children.get(letter) ?? newNode();
			node.children.set(letter, child);
			child.count += 1;
			node = child;
		}
		return (node.isWord = true);
	}

	delete(word: string): boolean {
		if (!this.has(word)) return false;
		let node = this.#root;
		node.count -= 1;
		for (const letter of word) {
			const child = node.children.get(letter);
			if (!child) return false;
			child.count -= 1;
			if (child.count === 0) {
				node.children.delete(letter);
				return true;
			}
			node = child;
		}
		node.isWord = false;
		return true;
	}

	has(word: string): boolean {
		return this.#find(word) !== undefined;
	}

	countOf(prefix: string): number {
		return this.#find(prefix)?.count ?? 0;
	}

	*startingWith(prefix: string): Generator<string> {
		const node = this.#find(prefix);
		if (node) yield* words(node, prefix);
	}

	/** The longest word that `text` begins with. */
	longestIn(text: string): string | null {
		let node: Node | undefined = this.#root;
		let longest: string | null = null;
		let read = '';
		for (const letter of text) {
			node = node.children.get(letter);
			if (!node) break;
			read += letter;
			if (node.isWord) longest = read;
		}
		return longest;
	}

	#find(prefix: string): Node | undefined {
		let node: Node | undefined = this.#root;
		for (const letter of prefix) node = node?.children.get(letter);
		return node;
	}
}

function* words(node: Node, prefix: string): Generator<string> {
	if (node.isWord) yield prefix;
	for (const [letter, child] of [...node.children].sort(([a], [b]) => (a < b ? -1 : 1)))
		yield* words(child, prefix + letter);
}
