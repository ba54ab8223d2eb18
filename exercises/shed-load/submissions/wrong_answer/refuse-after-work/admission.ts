import { REFUSED, SERVED, type Answer, type Limits, type Serve } from './answers.ts';

// region edit
/* @misconception Who came too late is told so at the end.
 * @fails "3. Refuse what is too late > no work is done for a request that is too late"
 * @message Work was done for a request and then it was refused. The work is what there is too little of. */
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
				const { sinceMs } = next;
				const isLate = performance.now() - sinceMs > this.#limits.patienceMs;
				const served = this.#serve(next.request).then(() => (isLate ? REFUSED : SERVED));
				next.answer(served);
				await Promise.allSettled([served]);
			}
		}
		this.#isServing = false;
	}
}
// endregion
