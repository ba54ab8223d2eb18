export interface Scored {
	member: string;
	score: number;
}

/** Members ordered by score, then by bytes. Kept as a sorted array, which is quickest at a lab's sizes. */
export class SortedSet {
	readonly #scores = new Map<string, number>();
	readonly ordered: Scored[] = [];

	constructor(entries: Iterable<[string, number]> = []) {
		for (const [member, score] of entries) this.set(member, score);
	}

	get size(): number {
		return this.ordered.length;
	}

	get(member: string): number | undefined {
		return this.#scores.get(member);
	}

	entries(): Iterable<[string, number]> {
		return this.#scores.entries();
	}

	set(member: string, score: number): void {
		const old = this.#scores.get(member);
		if (old === score) return;
		if (old !== undefined) this.ordered.splice(this.#position(member, old), 1);
		this.#scores.set(member, score);
		this.ordered.splice(this.#position(member, score), 0, { member, score });
	}

	delete(member: string): boolean {
		const score = this.#scores.get(member);
		if (score === undefined) return false;
		this.ordered.splice(this.#position(member, score), 1);
		return this.#scores.delete(member);
	}

	rank(member: string): number | undefined {
		const score = this.#scores.get(member);
		return score === undefined ? undefined : this.#position(member, score);
	}

	/** The index of the first for which `isBefore` is false; it must be true for a prefix. */
	lowerBound(isBefore: (item: Scored) => boolean): number {
		let low = 0;
		let high = this.ordered.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const item = this.ordered[middle];
			if (item !== undefined && isBefore(item)) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	#position(member: string, score: number): number {
		return this.lowerBound((item) => item.score < score || (item.score === score && item.member < member));
	}
}
