import type { Verdict } from '../../domain/verdict.ts';
import { AssertionError as NodeAssertionError } from './assertion-error.ts';
import { AssertionError, beginAssertions, endAssertions } from './expect.ts';
import { clock, setTimer } from './clock.ts';
import { append, host, toJson } from './host.ts';
import { printed } from './inspect.ts';
import { root, type Callback, type Check, type Group } from './check-tree.ts';

/** Runs what was collected, in order, and tells the host of each check as it ends. */
export async function runChecks(): Promise<void> {
	await runGroup(root, { groups: [], isSkipped: false, hasOnly: holdsOnly(root), before: [], after: [] });
}

/** Set when the host has stopped the run inside a check: no further one begins, and the place is kept for its report. */
export const brokenOff: { by: ReturnType<typeof describeError> | null } = { by: null };

interface Surroundings {
	groups: string[];
	isSkipped: boolean;
	/** Somewhere an `only` was written, so what is not under one does not run. */
	hasOnly: boolean;
	before: Callback[];
	after: Callback[];
}

const HOOK_TIMEOUT_MS = 10_000;
const TEXT_MAX = 3_000;

async function runGroup(group: Group, around: Surroundings): Promise<void> {
	const inner: Surroundings = {
		groups: group === root ? [] : [...around.groups, group.title],
		isSkipped: around.isSkipped || group.mode === 'skip' || group.mode === 'todo',
		hasOnly: around.hasOnly && !(group.mode === 'only' && !holdsOnly(group)),
		before: [...around.before, ...group.hooks.beforeEach],
		after: [...group.hooks.afterEach, ...around.after]
	};
	const broken = inner.isSkipped ? null : await failureOf(group.hooks.beforeAll, HOOK_TIMEOUT_MS);
	for (const child of group.children) {
		if (brokenOff.by !== null) return;
		if (child.kind === 'group') {
			await runGroup(child, {
				...inner,
				isSkipped: inner.isSkipped || (inner.hasOnly && child.mode !== 'only' && !holdsOnly(child))
			});
		} else {
			await runCheck(child, inner, broken);
		}
	}
	if (!inner.isSkipped) await failureOf(group.hooks.afterAll, HOOK_TIMEOUT_MS);
}

async function runCheck(check: Check, around: Surroundings, broken: Failure | null): Promise<void> {
	const isSkipped =
		around.isSkipped ||
		check.mode === 'skip' ||
		check.mode === 'todo' ||
		(around.hasOnly && check.mode !== 'only');
	const startedAt = clock.now;
	const failure =
		isSkipped || !check.callback ? null : (broken ?? (await outcomeOf(check, check.callback, around)));
	if (failure && isInterruption(failure.error)) {
		brokenOff.by = describeError(failure.error);
		return;
	}
	tell(
		check,
		around.groups,
		isSkipped ? 'skipped' : failure === null ? 'accepted' : verdictOf(failure.error),
		failure,
		clock.now - startedAt
	);
}

interface Failure {
	error: unknown;
}

async function outcomeOf(check: Check, callback: Callback, around: Surroundings): Promise<Failure | null> {
	beginAssertions();
	const failure =
		(await failureOf(around.before, HOOK_TIMEOUT_MS)) ??
		(await failureOf([callback, endAssertions], check.timeoutMs));
	const afterwards = await failureOf(around.after, HOOK_TIMEOUT_MS);
	if (!check.mustFail) return failure ?? afterwards;
	return failure === null ? { error: new AssertionError('this check must fail, and it did not') } : null;
}

/** The first failure of callbacks called in order; null when none failed. */
async function failureOf(callbacks: readonly Callback[], timeoutMs: number): Promise<Failure | null> {
	for (const callback of callbacks) {
		try {
			await withTimeout(callback, timeoutMs);
		} catch (error) {
			return { error };
		}
	}
	return null;
}

/** In virtual time, so it costs nothing to wait. */
function withTimeout(callback: Callback, timeoutMs: number): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const result: unknown = callback({});
		if (!(result instanceof Promise)) return resolve(result);
		const cancel = setTimer(
			() =>
				reject(
					new AssertionError(
						`This check was not done after ${timeoutMs} ms of virtual time: it waits for something that does not happen.`
					)
				),
			timeoutMs
		);
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

/** What the engine throws into a program that its host stops. */
function isInterruption(error: unknown): boolean {
	const { name, message } = describeError(error);
	return name === 'InternalError' && message === 'interrupted';
}

function holdsOnly(group: Group): boolean {
	return group.children.some(
		(child) => child.mode === 'only' || (child.kind === 'group' && holdsOnly(child))
	);
}

/** Of Vitest's `expect` or of `node:assert`. */
function isAssertion(error: unknown): error is object {
	return error instanceof AssertionError || NodeAssertionError.isOurs(error);
}

/** An assertion says that an answer is wrong; anything else thrown is an error while running. */
function verdictOf(error: unknown): Verdict {
	if (isAssertion(error)) return 'wrong_answer';
	const { name, message } = describeError(error);
	if (name === 'InternalError' && message.includes('out of memory')) return 'memory_limit_exceeded';
	return 'runtime_error';
}

function tell(
	check: Check,
	groups: string[],
	outcome: Verdict | 'skipped',
	failure: Failure | null,
	virtualMs: number
): void {
	const error = failure ? describeError(failure.error) : null;
	const compared = failure && isAssertion(failure.error) ? comparedValues(failure.error) : null;
	const titles: string[] = [];
	for (const group of groups) append(titles, group);
	host(
		`check|${toJson({
			__proto__: null,
			title: check.title,
			groups: titles,
			path: check.path,
			outcome,
			message: error ? inWords(outcome, error) : null,
			expected: compared?.expected ?? null,
			actual: compared?.actual ?? null,
			error,
			virtualMs
		})}`
	);
}

function inWords(outcome: Verdict | 'skipped', { name, message }: { name: string; message: string }): string {
	if (outcome === 'wrong_answer') return message;
	if (/stack overflow|Maximum call stack/i.test(message))
		return 'Functions called each other too deeply. Look for a recursion without an end.';
	return `${name}: ${message}`;
}

/** Reads an error that may be anything at all, and never throws. */
export function describeError(error: unknown): { name: string; message: string; stack: string } {
	try {
		if (error instanceof Error) {
			const { name, message, stack } = error;
			return {
				name: typeof name === 'string' ? name.slice(0, 100) : 'Error',
				message: typeof message === 'string' ? message.slice(0, TEXT_MAX) : 'an error without a message',
				stack: typeof stack === 'string' ? stack.slice(0, TEXT_MAX * 2) : ''
			};
		}
		return { name: 'Thrown', message: printed(error).slice(0, TEXT_MAX), stack: '' };
	} catch {
		return { name: 'Thrown', message: 'something that cannot be shown', stack: '' };
	}
}

function comparedValues(error: object): { expected: string | null; actual: string | null } {
	const side = (key: string) => {
		const descriptor = Object.getOwnPropertyDescriptor(error, key);
		return descriptor && 'value' in descriptor ? printed(descriptor.value).slice(0, TEXT_MAX) : null;
	};
	const [expected, actual] = [side('expected'), side('actual')];
	return expected === 'undefined' && actual === 'undefined'
		? { expected: null, actual: null }
		: { expected, actual };
}
