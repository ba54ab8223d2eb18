/**
 * Seeded random numbers: sfc32 (C. Doty-Humphrey, PractRand, public domain).
 *
 * Each purpose has a stream of its own, named: what one link loses does not depend on how often
 * another program throws dice.
 */
export class RandomStream {
	#a: number;
	#b: number;
	#c: number;
	#counter = 1;

	constructor(seed: number, name: string) {
		this.#a = hashOf(name);
		this.#b = 0x243f6a88;
		this.#c = seed | 0;
		for (let round = 0; round < 15; round++) this.next();
	}

	/** In [0, 1). */
	next(): number {
		const mixed = (((this.#a + this.#b) | 0) + this.#counter) | 0;
		this.#counter = (this.#counter + 1) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = (((this.#c << 21) | (this.#c >>> 11)) + mixed) | 0;
		return (mixed >>> 0) / 4_294_967_296;
	}

	/** From 0 to `count - 1`. */
	below(count: number): number {
		return Math.floor(this.next() * count);
	}

	between([from, to]: readonly [number, number]): number {
		return from + this.next() * (to - from);
	}
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++)
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return hash;
}
