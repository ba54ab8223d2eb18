import { REFUSED, SERVED, type Answer, type Limits, type Serve } from './answers.ts';

// region edit
/* @misconception A short queue is never slow.
 * @fails "3. Refuse what is too late > a service four times as slow still answers in time"
 * @message The service became slower, and everything in its short queue was too late. The limit was computed from a speed that no longer holds. */
/** How many may wait, so that the last of them begins within `patienceMs`. */
export function waitingMax(serviceMs: number, patienceMs: number): number {
	return Math.floor(patienceMs / serviceMs);
}

interface Waiting {
	request: string;
	sinceMs: number;
	answer: (answer: Answer | Promise<Answer>) => void;
}

/** Lets in what can be served in time. */
export class Admission {
	readonly #serve: Serve;
	readonly #limits: Limits;
	readonly #waiting: Waiting[] = [];
	#isServing = false;

	constructor(serve: Serve, limits: Limits) {
		this.#serve = serve;
		this.#limits = limits;
	}

	async handle(request: string): Promise<Answer> {
		if (this.#waiting.length >= this.#limits.waitingMax) return REFUSED;
		return new Promise((answer) => {
			this.#waiting.push({ request, sinceMs: performance.now(), answer });
			void this.#serveAll();
		});
	}

	async #serveAll(): Promise<void> {
		if (this.#isServing) return;
		this.#isServing = true;
		for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
			{
				const served = this.#serve(next.request).then(() => SERVED);
				next.answer(served);
				await Promise.allSettled([served]);
			}
		}
		this.#isServing = false;
	}
}
// endregion
