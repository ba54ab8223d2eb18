import { REFUSED, SERVED, type Answer, type Limits, type Serve } from './answers.ts';

// region edit
/** How many may wait, so that the last of them begins within `patienceMs`. */
export function waitingMax(serviceMs: number, patienceMs: number): number {
	return Infinity;
}

/** Lets in what can be served in time. */
export class Admission {
	readonly #serve: Serve;
	#last: Promise<unknown> = Promise.resolve();

	constructor(serve: Serve, _limits: Limits) {
		this.#serve = serve;
	}

	handle(request: string): Promise<Answer> {
		// All of them wait, however many there are and however long it takes.
		const served = this.#last.then(() => this.#serve(request));
		this.#last = served.catch(() => REFUSED);
		return served.then(() => SERVED);
	}
}
// endregion
