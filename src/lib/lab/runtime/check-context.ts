import type { Task } from './current.ts';
import { createExpect, endAssertions, type Expect } from './expect.ts';
import { append } from './host.ts';
import { defaults } from './check-tree.ts';
import { withTimeout } from './with-timeout.ts';

/** Thrown by `skip()` of the context; not a failure. */
export class SkipSignal extends Error {}

export interface Context {
	/** What the callback of a check gets: `({ task, expect, skip, onTestFinished, onTestFailed, signal })`. */
	value: object;
	abort(reason: unknown): void;
	/** Throws when the context's own `expect` was promised more assertions than it made. */
	checkOwnExpect(): void;
}

export function newContext(task: Task): Context {
	let own: Expect | null = null;
	let controller: AbortController | null = null;
	const control = () => (controller ??= new AbortController());
	const value = () => {
		throw new Error('done() callback is deprecated, use promise instead');
	};
	const lazy = (get: () => unknown) => ({ get, configurable: true, enumerable: true });
	Object.assign(value, {
		task,
		skip(condition?: unknown, note?: string) {
			if (condition === false) return;
			throw new SkipSignal(typeof condition === 'string' ? condition : (note ?? 'skipped'));
		},
		onTestFinished: onTestFinished(task),
		onTestFailed: onTestFailed(task),
		annotate: async () => undefined
	});
	Object.defineProperties(value, {
		expect: lazy(() => (own ??= createExpect(task))),
		signal: lazy(() => control().signal)
	});
	return {
		value,
		abort: (reason) => controller?.abort(reason),
		checkOwnExpect: () => {
			if (own) endAssertions(own);
		}
	};
}

type Work = (context: object) => unknown;

export function onTestFinished(task: Task) {
	return (work: Work, timeoutMs = defaults.hookTimeoutMs): void => {
		task.onFinished ??= [];
		append(task.onFinished, () => withTimeout(() => work({ task }), timeoutMs, 'hook'));
	};
}

export function onTestFailed(task: Task) {
	return (work: Work, timeoutMs = defaults.hookTimeoutMs): void => {
		task.onFailed ??= [];
		append(task.onFailed, () => withTimeout(() => work({ task }), timeoutMs, 'hook'));
	};
}
