import { AssertionError } from './expect.ts';
import { clock, surroundings } from './clock.ts';
import { setDeadline } from './deadlines.ts';

/** In virtual time, so it costs nothing to wait. */
export function withTimeout(
	work: () => unknown,
	timeoutMs: number,
	what: 'check' | 'hook',
	onTimeout: ((error: unknown) => void) | null = null
): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const result: unknown = work();
		if (!isThenable(result)) return resolve(result);
		if (!(timeoutMs > 0 && timeoutMs < Number.POSITIVE_INFINITY)) return resolve(result);
		const late = () => {
			if (surroundings.runsUntil > clock.now) {
				cancel = setDeadline(late, surroundings.runsUntil - clock.now + timeoutMs);
				return;
			}
			const error = new AssertionError(
				`This ${what} was not done after ${timeoutMs} ms of virtual time: it waits for something that does not happen.`
			);
			onTimeout?.(error);
			reject(error);
		};
		let cancel = setDeadline(late, timeoutMs);
		result.then(
			(value) => {
				cancel();
				resolve(value);
			},
			(error: unknown) => {
				cancel();
				reject(error);
			}
		);
	});
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
	return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** A callback of Jest that takes `done` is done when it says so. */
export function untilDone(callback: (done: unknown) => unknown): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (error: unknown) => reject(error ?? new AssertionError('done.fail() was called'));
		const done = Object.assign((error?: unknown) => (error ? fail(error) : resolve()), { fail });
		const result = callback(done);
		if (isThenable(result)) {
			reject(
				new Error(
					"Test functions cannot both take a 'done' callback and return something. Either use a 'done' callback, or return a promise."
				)
			);
		}
	});
}
