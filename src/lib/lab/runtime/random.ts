import { turn } from './turn.ts';

/** Mulberry32 (T. Ettinger, public domain): small, seeded, good enough for programs, not for secrets. */
class Mulberry32 {
	#state: number;
	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}
}

/** Two streams, so that a program that makes keys does not disturb its own dice. */
let dice = new Mulberry32(1);
let keys = new Mulberry32(2);

export function seedRandom(seed: number): void {
	dice = new Mulberry32(seed);
	keys = new Mulberry32(seed ^ 0x5bd1e995);
}

export function randomBytes(count: number): Uint8Array {
	return Uint8Array.from({ length: count }, () => Math.floor((turn.owner?.random ?? keys).next() * 256));
}

export function installRandom(): void {
	Object.defineProperty(Math, 'random', {
		value: () => turn.owner?.random.next() ?? dice.next(),
		writable: true,
		configurable: true
	});
}
