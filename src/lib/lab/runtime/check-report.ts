import type { Verdict } from '../../domain/verdict.ts';
import { AssertionError as NodeAssertionError } from './assertion-error.ts';
import { titlesOf, type Check } from './check-tree.ts';
import { AssertionError } from './expect.ts';
import { isObject } from './lockdown.ts';
import { append, host, toJson } from './host.ts';
import { comparedTexts } from './compared.ts';
import { printed } from './inspect.ts';

/** How checks ended, told to the host. */
export interface Failure {
	error: unknown;
	/** From `expect.soft`: Vitest's record of an error instead of the error. */
	isRecorded?: boolean;
}

interface Told {
	check: Check;
	failures: readonly Failure[];
	virtualMs: number;
}

const TEXT_MAX = 3_000;
/** The last check is kept back while an `afterAll` that could still fail it is to come. */
let keptBack: Told | null = null;

export function tellSkipped(check: Check): void {
	flush();
	send(check, 'skipped', [], 0);
}

export function tellRun(check: Check, failures: readonly Failure[], virtualMs: number): void {
	flush();
	keptBack = { check, failures, virtualMs };
	for (let group = check.parent; ;) {
		const { afterAll, aroundAll, beforeAll } = group.hooks;
		if (afterAll.length > 0 || aroundAll.length > 0 || beforeAll.length > 0) return;
		if (!group.parent) break;
		group = group.parent;
	}
	flush();
}

/** What failed after all checks of a group is told with the last of them. */
export function blameLast(failure: Failure): void {
	if (keptBack) keptBack = { ...keptBack, failures: [...keptBack.failures, failure] };
}

export function flush(): void {
	if (!keptBack) return;
	const { check, failures, virtualMs } = keptBack;
	keptBack = null;
	const [first] = failures;
	send(check, first ? verdictOf(first) : 'accepted', failures, virtualMs);
}

/** Of Vitest's `expect` or of `node:assert`. */
function isComparing(error: unknown): boolean {
	return error instanceof AssertionError || NodeAssertionError.isOurs(error);
}

/** Those and what a library throws for a property that does not hold. */
function isAssertion(error: unknown): boolean {
	return isComparing(error) || (isObject(error) && OF_LIBRARIES.has(error));
}

const OF_LIBRARIES = new WeakSet<object>();

/** A library says that this error of its own is an assertion. */
export function assertionFailed(error: object): void {
	OF_LIBRARIES.add(error);
}

/** An assertion says that an answer is wrong; anything else thrown is an error while running. */
function verdictOf({ error, isRecorded }: Failure): Verdict {
	if (isRecorded || isAssertion(error)) return 'wrong_answer';
	const { name, message } = describeError(error);
	if (name === 'InternalError' && message.includes('out of memory')) return 'memory_limit_exceeded';
	return 'runtime_error';
}

function send(
	check: Check,
	outcome: Verdict | 'skipped',
	failures: readonly Failure[],
	virtualMs: number
): void {
	const [first] = failures;
	const isComparison = first && (first.isRecorded || isComparing(first.error));
	const compared = isComparison ? comparedTexts(Object(first.error), TEXT_MAX) : null;
	const messages: string[] = [];
	for (const failure of failures) append(messages, inWords(failure));
	host(
		`check|${toJson({
			__proto__: null,
			title: check.title,
			groups: titlesOf(check),
			path: check.parent.path,
			outcome,
			message: first ? messages.join('\n\n').slice(0, TEXT_MAX) : null,
			expected: compared?.expected ?? null,
			actual: compared?.actual ?? null,
			error: first ? describeError(first.error) : null,
			virtualMs
		})}`
	);
}

function inWords(failure: Failure): string {
	const { name, message } = describeError(failure.error);
	if (verdictOf(failure) === 'wrong_answer') return message;
	if (/stack overflow|Maximum call stack/i.test(message))
		return 'Functions called each other too deeply. Look for a recursion without an end.';
	return `${name}: ${message}`;
}

/** What the engine throws into a program that its host stops. */
export function isInterruption(error: unknown): boolean {
	const { name, message } = describeError(error);
	return name === 'InternalError' && message === 'interrupted';
}

/** Reads an error that may be anything at all, and never throws. */
export function describeError(error: unknown): { name: string; message: string; stack: string } {
	try {
		if (error instanceof Error || isRecord(error)) {
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

const records = new WeakSet<object>();

/** Vitest records errors of `expect.soft` as plain objects; only those marked here are taken for errors. */
export function markRecord(record: unknown): unknown {
	if (typeof record === 'object' && record !== null) records.add(record);
	return record;
}

function isRecord(value: unknown): value is { name?: unknown; message?: unknown; stack?: unknown } {
	return typeof value === 'object' && value !== null && records.has(value);
}
