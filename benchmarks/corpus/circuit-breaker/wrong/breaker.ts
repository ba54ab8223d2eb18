export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
	failuresMax: number;
	resetMs: number;
	timeoutMs?: number;
	onChange?: (to: BreakerState, from: BreakerState) => void;
}

export class OpenError extends Error {
	override name = 'OpenError';
}

export class TimeoutError extends Error {
	override name = 'TimeoutError';
}

/** Stops asking a service that fails, and tries it again after a while. */
export class CircuitBreaker<Arguments extends unknown[], Value> {
	readonly #work: (...args: Arguments) => Promise<Value>;
	readonly #options: BreakerOptions;
	#state: BreakerState = 'closed';
	#failures = 0;
	#openedAt = 0;

	constructor(work: (...args: Arguments) => Promise<Value>, options: BreakerOptions) {
		this.#work = work;
		this.#options = options;
	}

	get state(): BreakerState {
		if (this.#state === 'open' && Date.now() - this.#openedAt >= this.#options.resetMs)
			this.#become('half-open');
		return this.#state;
	}

	async call(...args: Arguments): Promise<Value> {
		if (this.state === 'open') throw new OpenError('the circuit is open');
		try {
			const value = await this.#withTimeout(this.#work(...args));
			this.#become('closed');
			return value;
		} catch (error) {
			this.#failures += 1;
			if (this.#state === 'half-open' || this.#failures >= this.#options.failuresMax) {
				this.#openedAt = Date.now();
				this.#become('open');
			}
			throw error;
		}
	}

	#withTimeout(work: Promise<Value>): Promise<Value> {
		const { timeoutMs } = this.#options;
		if (timeoutMs === undefined) return work;
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => reject(new TimeoutError(`no answer in ${timeoutMs} ms`)), timeoutMs);
			work.then(resolve, reject).finally(() => clearTimeout(timer));
		});
	}

	#become(next: BreakerState): void {
		if (next === this.#state) return;
		const before = this.#state;
		this.#state = next;
		this.#options.onChange?.(next, before);
	}
}
