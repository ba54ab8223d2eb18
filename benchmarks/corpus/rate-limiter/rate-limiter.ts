export interface RateLimit {
	tokens: number;
	refillMs: number;
}

export type Decision = { allowed: true; left: number } | { allowed: false; retryAfterMs: number };

interface Bucket {
	tokens: number;
	at: number;
}

/** A token bucket for each key: one token comes back each `refillMs`. */
export class RateLimiter {
	readonly #limit: RateLimit;
	readonly #buckets = new Map<string, Bucket>();

	constructor(limit: RateLimit) {
		this.#limit = limit;
	}

	take(key: string, cost = 1): Decision {
		const now = Date.now();
		const { tokens, refillMs } = this.#limit;
		const bucket = this.#buckets.get(key) ?? { tokens, at: now };
		const refilled = Math.min(tokens, bucket.tokens + (now - bucket.at) / refillMs);
		if (refilled < cost) {
			this.#buckets.set(key, { tokens: refilled, at: now });
			return { allowed: false, retryAfterMs: Math.ceil((cost - refilled) * refillMs) };
		}
		this.#buckets.set(key, { tokens: refilled - cost, at: now });
		return { allowed: true, left: Math.floor(refilled - cost) };
	}

	async wait(key: string): Promise<number> {
		let waitedMs = 0;
		for (;;) {
			const decision = this.take(key);
			if (decision.allowed) return waitedMs;
			waitedMs += decision.retryAfterMs;
			await new Promise((resolve) => setTimeout(resolve, decision.retryAfterMs));
		}
	}
}
