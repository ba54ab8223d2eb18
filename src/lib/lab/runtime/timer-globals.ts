import { inThisContext } from './async-context.ts';
import { defineGlobal } from './host.ts';
import { boundedDelay, newTimer, startImmediate, startTimer, stopTimer, type Timer } from './clock.ts';
import { abortError, expectFunction } from './node-errors.ts';

/** `setTimeout` and its kin, as Node has them, on virtual time. */
export const PROMISIFY_CUSTOM = Symbol.for('nodejs.util.promisify.custom');

const timerOf = new WeakMap<object, Timer>();

class Timeout {
	ref() {
		return awaited(this, true);
	}
	unref() {
		return awaited(this, false);
	}
	hasRef(): boolean {
		return timerOf.get(this)?.isAwaited === true;
	}
	refresh() {
		const timer = timerOf.get(this);
		if (timer) startTimer(timer, delayOf.get(this) ?? 1);
		return this;
	}
	close() {
		stop(this);
		return this;
	}
	[Symbol.toPrimitive]() {
		return timerOf.get(this)?.id ?? 0;
	}
}

class Immediate {
	ref() {
		return awaited(this, true);
	}
	unref() {
		return awaited(this, false);
	}
	hasRef(): boolean {
		return timerOf.get(this)?.isAwaited === true;
	}
}

const delayOf = new WeakMap<object, number>();

function awaited<Handle extends object>(handle: Handle, isAwaited: boolean): Handle {
	const timer = timerOf.get(handle);
	if (timer) timer.isAwaited = isAwaited;
	return handle;
}

function stop(handle: unknown): void {
	if (typeof handle === 'number' || typeof handle === 'string') return stopTimer(Number(handle));
	const timer = typeof handle === 'object' && handle !== null ? timerOf.get(handle) : undefined;
	if (timer) stopTimer(timer.id);
}

function startedTimeout(callback: unknown, delay: unknown, args: unknown[], repeats: boolean): Timeout {
	expectFunction(callback, 'callback');
	const bound = inThisContext(callback);
	const delayMs = boundedDelay(delay);
	const handle = new Timeout();
	const timer = newTimer(() => Reflect.apply(bound, handle, args), repeats ? delayMs : null);
	timerOf.set(handle, timer);
	delayOf.set(handle, delayMs);
	startTimer(timer, delayMs);
	return handle;
}

function setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]): Timeout {
	return startedTimeout(callback, delay, args, false);
}

function setInterval(callback: unknown, delay?: unknown, ...args: unknown[]): Timeout {
	return startedTimeout(callback, delay, args, true);
}

function setImmediate(callback: unknown, ...args: unknown[]): Immediate {
	expectFunction(callback, 'callback');
	const bound = inThisContext(callback);
	const handle = new Immediate();
	const timer = newTimer(() => Reflect.apply(bound, handle, args));
	timerOf.set(handle, timer);
	startImmediate(timer);
	return handle;
}

function clearTimeout(handle: unknown): void {
	stop(handle);
}
function clearInterval(handle: unknown): void {
	stop(handle);
}
function clearImmediate(handle: unknown): void {
	stop(handle);
}

export const timers = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate };

interface WaitOptions {
	signal?: AbortSignal;
	ref?: boolean;
}

function waiting<Value>(
	start: (done: () => void) => Timeout | Immediate,
	value: Value,
	{ signal, ref = true }: WaitOptions
): Promise<Value> {
	if (signal?.aborted) return Promise.reject(abortError(signal));
	return new Promise((resolve, reject) => {
		const onAbort = () => {
			stop(handle);
			reject(abortError(signal));
		};
		const handle = start(() => {
			signal?.removeEventListener('abort', onAbort);
			resolve(value);
		});
		if (!ref) handle.unref();
		signal?.addEventListener('abort', onAbort, { once: true });
	});
}

/** `node:timers/promises`. */
export const timersPromises = {
	setTimeout: (delayMs?: number, value?: unknown, options: WaitOptions = {}) =>
		waiting((done) => setTimeout(done, delayMs), value, options),
	setImmediate: (value?: unknown, options: WaitOptions = {}) =>
		waiting((done) => setImmediate(done), value, options),
	setInterval: everyInterval,
	scheduler: {
		wait: (delayMs?: number, options: WaitOptions = {}) =>
			waiting((done) => setTimeout(done, delayMs), undefined, options),
		yield: () => waiting((done) => setImmediate(done), undefined, {})
	}
};

async function* everyInterval(delayMs?: number, value?: unknown, { signal, ref = true }: WaitOptions = {}) {
	if (signal?.aborted) throw abortError(signal);
	let missed = 0;
	let wake: (() => void) | null = null;
	const handle = setInterval(() => {
		missed++;
		wake?.();
	}, delayMs);
	if (!ref) handle.unref();
	const onAbort = () => {
		stop(handle);
		wake?.();
	};
	signal?.addEventListener('abort', onAbort, { once: true });
	try {
		for (;;) {
			if (missed === 0 && !signal?.aborted) await new Promise<void>((resolve) => (wake = resolve));
			wake = null;
			for (; missed > 0; missed--) yield value;
			if (signal?.aborted) throw abortError(signal);
		}
	} finally {
		stop(handle);
		signal?.removeEventListener('abort', onAbort);
	}
}

export function installTimers(): void {
	for (const [name, value] of Object.entries(timers)) defineGlobal(name, value);
	for (const name of ['setTimeout', 'setImmediate'] as const)
		Object.defineProperty(timers[name], PROMISIFY_CUSTOM, { value: timersPromises[name], enumerable: true });
}
