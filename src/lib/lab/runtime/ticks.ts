import { inThisContext } from './async-context.ts';
import { append } from './host.ts';

/**
 * The queue of `process.nextTick`.
 *
 * As Node documents it: after a timer's callback, the ticks run before the promises that callback
 * settled; in a module's own body, which is itself a promise job, they run once the promises are done.
 */
let waiting: (() => void)[] = [];
let next = 0;

export function nextTick(callback: unknown, ...args: unknown[]): void {
	if (typeof callback !== 'function')
		throw new TypeError('The "callback" argument must be of type function.');
	const bound = inThisContext((...given) => Reflect.apply(callback, undefined, given));
	append(waiting, () => bound(...args));
}

/** Runs them all, those they add too; false when there was none. */
export function runTicks(): boolean {
	if (next >= waiting.length) return false;
	while (next < waiting.length) waiting[next++]?.();
	waiting = [];
	next = 0;
	return true;
}
