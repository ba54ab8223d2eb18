/**
 * Which values belong to the work at hand: what `AsyncLocalStorage` is made of.
 *
 * A context follows what the machine itself calls back: timers, ticks, microtasks, and the callbacks
 * of `.then`. It cannot follow `await`, whose continuation the engine runs without asking anyone; so
 * what runs after one is in no known context, and asking for a value there is refused.
 */
export type Context = ReadonlyMap<object, unknown>;

const NOWHERE: Context = new Map();
let current: Context | null = NOWHERE;
/** Until a program has entered a context nothing is wrapped, and nothing costs anything. */
let isUsed = false;
const { then: nativeThen } = Promise.prototype;
const resolved = Promise.resolve();

/** Null where it is not known. */
export function currentContext(): Context | null {
	return current;
}

export function runIn<Result>(context: Context | null, callback: () => Result): Result {
	const before = current;
	if (!isUsed) {
		isUsed = true;
		// Jobs that are already waiting run before this one; those after it continue something unknown.
		void Reflect.apply(nativeThen, resolved, [leave]);
	}
	current = context;
	try {
		return callback();
	} finally {
		current = before;
	}
}

/** For `enterWith`: the rest of the work at hand. */
export function enter(context: Context): void {
	runIn(current, () => undefined);
	current = context;
}

function leave(): void {
	current = null;
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
