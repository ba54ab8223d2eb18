// read-only
export interface Answer {
	status: 200 | 503;
	/** `Retry-After` of a refusal. */
	retryAfterSeconds?: number;
}

export const SERVED: Answer = { status: 200 };
export const REFUSED: Answer = { status: 503, retryAfterSeconds: 1 };

/** How long it takes depends on the request, and on how the machine feels. */
export type Serve = (request: string) => Promise<void>;

export interface Limits {
	waitingMax: number;
	patienceMs: number;
}
