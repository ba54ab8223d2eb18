import { REFUSED, SERVED, type Answer, type Limits, type Serve } from './answers.ts';

// region edit
/* @misconception The last one may be a little late.
 * @fails "1. How many may wait > the last one begins in time"
 * @message With so many waiting the last one begins after its patience has ended. Multiply them with the time of one. */
/** How many may wait, so that the last of them begins within `patienceMs`. */
export function waitingMax(serviceMs: number, patienceMs: number): number {
	return Math.ceil(patienceMs / serviceMs);
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
			if (performance.now() - next.sinceMs > this.#limits.patienceMs) next.answer(REFUSED);
			else {
				const served = this.#serve(next.request).then(() => SERVED);
				next.answer(served);
				await Promise.allSettled([served]);
			}
		}
		this.#isServing = false;
	}
}
// endregion
