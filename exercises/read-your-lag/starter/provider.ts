// read-only
export interface Order {
	id: number;
	country: 'at' | 'it';
}

/** What the provider answers when it has had enough. */
export class TooManyRequests extends Error {
	readonly retryAfterMs: number;

	constructor(retryAfterMs: number) {
		super(`429 Too Many Requests: try again in ${retryAfterMs} ms`);
		this.retryAfterMs = retryAfterMs;
	}
}

/** Mails to one country at a time may be refused, for a while. */
export class Provider {
	/** `2 at 340`: order 2 was mailed, 340 ms after the provider opened. */
	readonly mailed: { order: number; atMs: number }[] = [];
	/** Attempts while the door was closed, the first one included. */
	refusedCount = 0;
	readonly #now: () => number;
	readonly #closures: { order: number; forMs: number }[];
	#closedUntilMs = -1;

	/** @param closures before which order the door to its country closes, and for how long */
	constructor(now: () => number, closures: readonly { order: number; forMs: number }[]) {
		this.#now = now;
		this.#closures = [...closures];
	}

	async mail(order: Order): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, 5));
		const now = this.#now();
		const index = this.#closures.findIndex((closure) => closure.order === order.id);
		const [closure] = index < 0 ? [] : this.#closures.splice(index, 1);
		if (closure) this.#closedUntilMs = now + closure.forMs;
		// Only Austria's door closes: orders to Italy are in the other partition.
		if (order.country === 'at' && now < this.#closedUntilMs) {
			this.refusedCount += 1;
			throw new TooManyRequests(this.#closedUntilMs - now);
		}
		this.mailed.push({ order: order.id, atMs: now });
	}
}
