import type { Process } from '../../../kernel/process.ts';
import { newTimerOf, startTimer } from '../../../runtime/clock.ts';
import { turn } from '../../../runtime/turn.ts';
import { KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded } from './errors.ts';
import { fieldOf, isRetriable, messageOf } from './failures.ts';

/** https://kafka.js.org/docs/configuration#retry */
export interface RetryOptions {
	maxRetryTime?: number;
	initialRetryTime?: number;
	/** How much each wait is spread at random: 0.2 is a fifth to either side. */
	factor?: number;
	multiplier?: number;
	retries?: number;
	restartOnFailure?: (error: Error) => Promise<boolean>;
}

export const RETRY_OPTIONS = [
	'maxRetryTime',
	'initialRetryTime',
	'factor',
	'multiplier',
	'retries',
	'restartOnFailure'
] as const;

export const INITIAL_RETRY_MS = 300;
const DEFAULTS = {
	maxRetryTime: 30_000,
	initialRetryTime: INITIAL_RETRY_MS,
	factor: 0.2,
	multiplier: 2,
	retries: 5
};

export interface Attempt {
	/** Gives up with exactly this error. */
	bail(error: unknown): never;
	readonly retryCount: number;
	readonly retryTime: number;
}

export type Retrier = <Value>(operation: (attempt: Attempt) => Promise<Value>) => Promise<Value>;

/** What `bail` throws through the operation. */
class Given {
	readonly error: unknown;
	constructor(error: unknown) {
		this.error = error;
	}
}

function bail(error: unknown): never {
	// Not an error of its own: a wrapper around one, unwrapped a few lines below.
	throw new Given(error);
}

/** Tries an operation again after waits that grow, spread by the process's own dice (`src/retry/index.js`). */
export function retrierOf(process: Process, options: RetryOptions = {}): Retrier {
	const { factor, multiplier, maxRetryTime, retries, initialRetryTime } = { ...DEFAULTS, ...options };
	const spread = (ms: number) => Math.ceil(process.random.between([ms - factor * ms, ms + factor * ms]));
	return async (operation) => {
		let retryTime = spread(initialRetryTime);
		for (let retryCount = 0; ; retryCount++) {
			try {
				return await operation({ bail, retryCount, retryTime });
			} catch (error) {
				if (error instanceof Given) throw error.error;
				const thrown = error instanceof Error ? error : { message: messageOf(error) };
				if (!isRetriable(error))
					throw new KafkaJSNonRetriableError(thrown, { cause: fieldOf(error, 'cause') ?? error });
				if (retryCount >= retries)
					throw new KafkaJSNumberOfRetriesExceeded(thrown, { retryCount, retryTime });
			}
			await awaitedSleep(process, retryTime);
			retryTime = Math.min(spread(retryTime) * multiplier, maxRetryTime);
		}
	};
}

/** As a program's own `setTimeout`, and other than `process.sleep`: a program does not end while one of its calls waits. */
export function awaitedSleep(process: Process, ms: number): Promise<void> {
	return new Promise((resolve) => {
		startTimer(newTimerOf(process, turn.cause, resolve), ms);
	});
}
