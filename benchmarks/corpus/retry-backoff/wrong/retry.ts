export interface RetryOptions {
	attempts: number;
	baseMs: number;
	maxMs?: number;
	shouldRetry?: (error: unknown) => boolean;
	onWait?: (ms: number, attempt: number) => void;
}

export class GaveUp extends Error {
	override name = 'GaveUp';
	readonly attempts: number;

	constructor(attempts: number, cause: unknown) {
		super(`gave up after ${attempts} attempts`, { cause });
		this.attempts = attempts;
	}
}

export function delayOf(attempt: number, { baseMs, maxMs = Number.POSITIVE_INFINITY }: RetryOptions): number {
	return Math.min(maxMs, baseMs * 2 ** attempt);
}

export async function retry<Value>(
	work: (attempt: number) => Promise<Value>,
	options: RetryOptions
): Promise<Value> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await work(attempt);
		} catch (error) {
			if (options.shouldRetry?.(error) === false) throw error;
			if (attempt >= options.attempts) throw new GaveUp(attempt, error);
			const ms = delayOf(attempt, options);
			options.onWait?.(ms, attempt);
			await new Promise((resolve) => setTimeout(resolve, ms));
		}
	}
}
