/**
 * Which values belong to the work at hand: what `AsyncLocalStorage` is made of.
 *
 * A context follows what the machine itself calls back: timers, ticks, microtasks, and the callbacks
 * of `.then`. It follows `await` in the code of jobs that use it: see sandbox/follow-await.ts.
 */
export type Context = ReadonlyMap<object, unknown>;

const NOWHERE: Context = new Map();
let current: Context = NOWHERE;
/** Until a program has entered a context nothing is wrapped, and nothing costs anything. */
let isUsed = false;
const { then: nativeThen } = Promise.prototype;

export function currentContext(): Context {
	return current;
}

export function runIn<Result>(context: Context, callback: () => Result): Result {
	const before = current;
	enter(context);
	try {
		return callback();
	} finally {
		current = before;
	}
}

/** For the rest of the work at hand. */
export function enter(context: Context): void {
	if (context !== NOWHERE) isUsed = true;
	current = context;
}

/** A check does not begin where the one before it went on after an `await`. */
export function leaveContexts(): void {
	current = NOWHERE;
}

/** The callback, bound to the context it was given in. */
export function inThisContext(callback: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
	if (!isUsed) return callback;
	const context = current;
	return function (this: unknown, ...args: unknown[]) {
		return runIn(context, () => Reflect.apply(callback, this, args));
	};
}

/** `.then` and what stands on it, `.catch` and `.finally`, keep the context. */
export function installAsyncContext(): void {
	const bound = (callback: unknown) =>
		typeof callback === 'function'
			? inThisContext((...args) => Reflect.apply(callback, undefined, args))
			: callback;
	const then = {
		then(this: unknown, onFulfilled: unknown, onRejected: unknown) {
			return isUsed
				? Reflect.apply(nativeThen, this, [bound(onFulfilled), bound(onRejected)])
				: Reflect.apply(nativeThen, this, [onFulfilled, onRejected]);
		}
	};
	Object.defineProperty(Promise.prototype, 'then', { value: then.then, writable: true, configurable: true });
}
