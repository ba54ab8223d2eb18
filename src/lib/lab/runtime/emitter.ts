import Base from 'events';
import { append, defineOn } from './host.ts';
import { abortError, expectFunction, invalidArgument, withCode } from './node-errors.ts';
import { nextTick } from './ticks.ts';

/**
 * `node:events`: the `events` package, and what Node has beyond it: `errorMonitor`,
 * `captureRejections`, `on`, and the static functions for emitters and event targets alike.
 */
export const errorMonitor: unique symbol = Symbol('events.errorMonitor');
export const captureRejectionSymbol = Symbol.for('nodejs.rejection');
const capturing = new WeakSet<object>();
const baseEmit = Base.prototype.emit;

function Emitter(this: Base, options?: { captureRejections?: boolean }): void {
	Reflect.apply(Base, this, []);
	if (options?.captureRejections === true) capturing.add(this);
}
Emitter.prototype = Base.prototype;
Object.defineProperty(Emitter, 'name', { value: 'EventEmitter' });

/** The package's class with a constructor that takes options; a function, so that `inherits` works. */
// A constructor written as a function has no type of a class.
export const EventEmitter = Emitter as unknown as typeof Base;
defineOn(Base.prototype, 'constructor', EventEmitter);

defineOn(
	Base.prototype,
	'emit',
	function emit(this: Base, type: string | symbol, ...args: unknown[]): boolean {
		if (type === 'error') {
			if (this.listenerCount(errorMonitor) > 0) Reflect.apply(baseEmit, this, [errorMonitor, ...args]);
			if (this.listenerCount('error') === 0) throw unhandled(args[0]);
		}
		if (!capturing.has(this)) return Reflect.apply(baseEmit, this, [type, ...args]);
		const listeners = this.rawListeners(type);
		for (const listener of listeners)
			captureRejectionOf(this, Reflect.apply(listener, this, args), type, args);
		return listeners.length > 0;
	}
);

for (const names of [
	['on', 'addListener'],
	['off', 'removeListener'],
	['once'],
	['prependListener'],
	['prependOnceListener']
]) {
	const base: (type: unknown, listener: unknown) => Base = Reflect.get(Base.prototype, names[0] ?? '');
	const checked = function (this: Base, type: unknown, listener: unknown): Base {
		expectFunction(listener, 'listener');
		return Reflect.apply(base, this, [type, listener]);
	};
	Object.defineProperty(checked, 'name', { value: names.at(-1) });
	for (const name of names) defineOn(Base.prototype, name, checked);
}

function unhandled(error: unknown): unknown {
	if (error instanceof Error) return error;
	const text = typeof error === 'string' ? `'${error}'` : String(error);
	const made = withCode(new Error(`Unhandled error. (${text})`), 'ERR_UNHANDLED_ERROR');
	return Object.assign(made, { context: error });
}

function captureRejectionOf(emitter: Base, result: unknown, type: string | symbol, args: unknown[]): void {
	if (!(result instanceof Promise)) return;
	result.then(undefined, (error: unknown) => {
		nextTick(() => {
			const own: unknown = Reflect.get(emitter, captureRejectionSymbol);
			if (typeof own === 'function') Reflect.apply(own, emitter, [error, type, ...args]);
			else emitter.emit('error', error);
		});
	});
}

type Target = Base | EventTarget;
const listenersOfTargets = new WeakMap<EventTarget, number>();

function isEmitter(target: unknown): target is Base {
	return typeof target === 'object' && target !== null && typeof Reflect.get(target, 'on') === 'function';
}

function listen(target: Target, type: string, listener: (...args: unknown[]) => void): () => void {
	if (isEmitter(target)) {
		target.on(type, listener);
		return () => target.removeListener(type, listener);
	}
	if (!(target instanceof EventTarget))
		throw invalidArgument('emitter', 'an instance of EventEmitter', target);
	target.addEventListener(type, listener);
	return () => target.removeEventListener(type, listener);
}

/** Resolves with the arguments of the next such event; an `error` rejects it. */
export function once(
	target: Target,
	type: string,
	{ signal }: { signal?: AbortSignal } = {}
): Promise<unknown[]> {
	if (signal?.aborted) return Promise.reject(abortError(signal));
	return new Promise((resolve, reject) => {
		const settled: (() => void)[] = [];
		const end = () => {
			for (const remove of settled) remove();
		};
		append(
			settled,
			listen(target, type, (...args) => {
				end();
				resolve(args);
			})
		);
		if (type !== 'error' && isEmitter(target)) {
			append(
				settled,
				listen(target, 'error', (error) => {
					end();
					reject(error);
				})
			);
		}
		if (signal)
			append(
				settled,
				listen(signal, 'abort', () => (end(), reject(abortError(signal))))
			);
	});
}

interface OnOptions {
	signal?: AbortSignal;
	close?: readonly string[];
}

/** An endless iterator over the events of one type. */
export function on(target: Target, type: string, { signal, close = [] }: OnOptions = {}) {
	if (signal?.aborted) throw abortError(signal);
	const events: unknown[][] = [];
	let waiting: PromiseWithResolvers<IteratorResult<unknown[], undefined>>[] = [];
	let failure: { error: unknown } | null = null;
	let isOver = false;
	const removals: (() => void)[] = [];
	const over = { value: undefined, done: true as const };
	const end = () => {
		isOver = true;
		for (const remove of removals) remove();
		for (const { resolve } of waiting) resolve(over);
		waiting = [];
		return Promise.resolve(over);
	};
	const fail = (error: unknown) => {
		const first = waiting.shift();
		if (first) first.reject(error);
		else failure = { error };
		void end();
	};
	append(
		removals,
		listen(target, type, (...args) => {
			const first = waiting.shift();
			if (first) first.resolve({ value: args, done: false });
			else append(events, args);
		})
	);
	if (type !== 'error' && isEmitter(target)) append(removals, listen(target, 'error', fail));
	for (const name of close)
		append(
			removals,
			listen(target, name, () => void end())
		);
	if (signal)
		append(
			removals,
			listen(signal, 'abort', () => fail(abortError(signal)))
		);
	return {
		next(): Promise<IteratorResult<unknown[], undefined>> {
			const value = events.shift();
			if (value) return Promise.resolve({ value, done: false });
			if (failure) {
				const { error } = failure;
				failure = null;
				return Promise.reject(error);
			}
			if (isOver) return Promise.resolve(over);
			const next = Promise.withResolvers<IteratorResult<unknown[], undefined>>();
			append(waiting, next);
			return next.promise;
		},
		return: end,
		throw(error: unknown) {
			fail(error);
			return Promise.resolve(over);
		},
		[Symbol.asyncIterator]() {
			return this;
		}
	};
}

export function getEventListeners(target: Target, type: string): unknown[] {
	if (isEmitter(target)) return target.listeners(type);
	throw invalidArgument('emitter', 'an instance of EventEmitter', target);
}

export function setMaxListeners(count = Base.defaultMaxListeners, ...targets: Target[]): void {
	if (targets.length === 0) Base.defaultMaxListeners = count;
	for (const target of targets) {
		if (isEmitter(target)) target.setMaxListeners(count);
		else listenersOfTargets.set(target, count);
	}
}

export function getMaxListeners(target: Target): number {
	return isEmitter(target)
		? target.getMaxListeners()
		: (listenersOfTargets.get(target) ?? Base.defaultMaxListeners);
}

export function listenerCount(emitter: Base, type: string): number {
	return emitter.listenerCount(type);
}

export function addAbortListener(signal: AbortSignal, listener: () => void) {
	expectFunction(listener, 'listener');
	if (signal.aborted) queueMicrotask(listener);
	else signal.addEventListener('abort', listener, { once: true });
	return { dispose: () => signal.removeEventListener('abort', listener) };
}

/** What stands on the class and in the module alike. */
export const eventsModule = {
	EventEmitter,
	once,
	on,
	errorMonitor,
	captureRejectionSymbol,
	getEventListeners,
	setMaxListeners,
	getMaxListeners,
	listenerCount,
	addAbortListener,
	captureRejections: false
};
Object.assign(EventEmitter, eventsModule);
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
	get: () => Base.defaultMaxListeners,
	set: (count: number) => (Base.defaultMaxListeners = count),
	enumerable: true,
	configurable: true
});
