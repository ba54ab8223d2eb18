import { REFUSED, SERVED, type Answer, type Limits, type Serve } from './answers.ts';

// region edit
/** How many may wait, so that the last of them begins within `patienceMs`. */
export const waitingMax = (serviceMs: number, patienceMs: number) => Math.floor(patienceMs / serviceMs);

/** Lets in what can be served in time. Each request waits for the promise of the one before it. */
export class Admission {
	readonly #serve: Serve;
	readonly #limits: Limits;
	#waitingCount = 0;
	#before: Promise<void> = Promise.resolve();

	constructor(serve: Serve, limits: Limits) {
		this.#serve = serve;
		this.#limits = limits;
	}

	async handle(request: string): Promise<Answer> {
		if (this.#waitingCount >= this.#limits.waitingMax) return REFUSED;
		const sinceMs = performance.now();
		const { promise, resolve } = Promise.withResolvers<void>();
		const before = this.#before;
		this.#before = promise;
		this.#waitingCount += 1;
		await before;
		this.#waitingCount -= 1;
		try {
			// equivalent: > → >= because a wait of exactly the patience may be judged either way
			if (performance.now() - sinceMs > this.#limits.patienceMs) return REFUSED;
			await this.#serve(request);
			return SERVED;
		} finally {
			resolve();
		}
	}
}
// endregion
