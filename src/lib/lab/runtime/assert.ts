import { AssertionError, type Failure } from './assertion-error.ts';
import { compareThrown } from './assert-thrown.ts';
import { isDeepEqual, type Equality } from './deep-equal.ts';
import { inspected } from './inspect.ts';
import { expectFunction, invalidArgument, withCode } from './node-errors.ts';

/** `node:assert`, as Node documents it: what it compares, what it throws, and in which words. */
export function refuse(failure: Failure): never {
	if (failure.message instanceof Error) throw failure.message;
	throw new AssertionError(failure);
}

function ok(...args: unknown[]): void {
	const [value, message] = args;
	if (value) return;
	const generated = args.length === 0 ? 'No value argument passed to `assert.ok()`' : undefined;
	refuse({ actual: value, expected: true, operator: '==', message: message ?? generated });
}

function expectTwo(args: ArrayLike<unknown>): void {
	if (args.length < 2)
		throw withCode(
			new TypeError('The "actual" and "expected" arguments must be specified'),
			'ERR_MISSING_ARGS'
		);
}

/** An assertion of two values that holds where `test` does. */
function comparing(
	operator: string,
	test: (actual: unknown, expected: unknown) => boolean,
	shownAs = operator
) {
	const assertion = (...args: unknown[]): void => {
		expectTwo(args);
		const [actual, expected, message] = args;
		if (!test(actual, expected)) refuse({ actual, expected, message, operator: shownAs });
	};
	return Object.defineProperty(assertion, 'name', { value: operator });
}

const isLoose = (a: unknown, b: unknown) => a == b || (Number.isNaN(a) && Number.isNaN(b));
const isDeep = (equality: Equality) => (a: unknown, b: unknown) => isDeepEqual(a, b, equality);
const not = (test: (a: unknown, b: unknown) => boolean) => (a: unknown, b: unknown) => !test(a, b);

function fail(message?: unknown): never {
	if (message instanceof Error) throw message;
	const error = new AssertionError({ operator: 'fail', message: message ?? 'Failed' });
	error.generatedMessage = message === undefined || message === null;
	throw error;
}

const NOTHING = Symbol('nothing was thrown');

function thrownBy(work: unknown): unknown {
	expectFunction(work, 'fn');
	try {
		work();
	} catch (error) {
		return error;
	}
	return NOTHING;
}

async function rejectedBy(work: unknown): Promise<unknown> {
	const promise: unknown = typeof work === 'function' ? work() : work;
	const isPromise =
		promise instanceof Promise ||
		(typeof promise === 'object' && promise !== null && 'then' in promise && 'catch' in promise);
	if (!isPromise) {
		if (typeof work !== 'function')
			throw invalidArgument('promiseFn', 'of type function or an instance of Promise', work);
		const text = 'Expected instance of Promise to be returned from the "promiseFn" function';
		throw withCode(new TypeError(`${text} but got ${typeof promise}.`), 'ERR_INVALID_RETURN_VALUE');
	}
	try {
		await promise;
	} catch (error) {
		return error;
	}
	return NOTHING;
}

function expectThrown(operator: string, actual: unknown, wanted: unknown, given: unknown): void {
	const message = typeof wanted === 'string' ? wanted : given;
	const expected = typeof wanted === 'string' ? undefined : wanted;
	if (
		typeof wanted === 'string' &&
		(actual === wanted || (actual instanceof Error && actual.message === wanted))
	)
		throw withCode(
			new TypeError(
				`The "error/message" argument is ambiguous. The error message "${wanted}" is identical to the message.`
			),
			'ERR_AMBIGUOUS_ARGUMENT'
		);
	if (actual === NOTHING) {
		const name = typeof expected === 'function' || expected instanceof Error ? ` (${expected.name})` : '';
		const kind = operator === 'rejects' ? 'rejection' : 'exception';
		const details = `${name}${message ? `: ${String(message)}` : '.'}`;
		refuse({
			expected,
			operator,
			message: message instanceof Error ? message : `Missing expected ${kind}${details}`
		});
	}
	if (expected !== undefined && expected !== null) compareThrown(operator, actual, expected, message);
}

function expectNotThrown(operator: string, actual: unknown, wanted: unknown, given: unknown): void {
	if (actual === NOTHING) return;
	const message = typeof wanted === 'string' ? wanted : given;
	const expected = typeof wanted === 'string' ? undefined : wanted;
	const isMeant =
		expected === undefined ||
		(typeof expected === 'function' && expected.prototype !== undefined && actual instanceof expected) ||
		(expected instanceof RegExp && expected.test(String(actual)));
	if (!isMeant) throw actual;
	const kind = operator === 'doesNotReject' ? 'rejection' : 'exception';
	const own = actual instanceof Error ? actual.message : undefined;
	refuse({
		actual,
		expected,
		operator,
		message: `Got unwanted ${kind}${message ? `: ${String(message)}` : '.'}\nActual message: "${own}"`
	});
}

function matching(operator: 'match' | 'doesNotMatch') {
	const assertion = (text: unknown, pattern: unknown, message?: unknown): void => {
		if (!(pattern instanceof RegExp)) throw invalidArgument('regexp', 'an instance of RegExp', pattern);
		if (
			typeof text === 'string' &&
			(RegExp.prototype.exec.call(pattern, text) !== null) === (operator === 'match')
		)
			return;
		const sentence =
			typeof text !== 'string'
				? `The "string" argument must be of type string. Received type ${typeof text} (${inspected(text)})`
				: `The input ${operator === 'match' ? 'did not' : 'was expected to not'} match the regular expression ${inspected(pattern)}. Input:\n\n${inspected(text)}\n`;
		if (message instanceof Error) throw message;
		const error = new AssertionError({
			actual: text,
			expected: pattern,
			operator,
			message: message ?? sentence
		});
		error.generatedMessage = !message;
		throw error;
	};
	return Object.defineProperty(assertion, 'name', { value: operator });
}

function ifError(value: unknown): void {
	if (value === null || value === undefined) return;
	const own = value instanceof Error ? value.message || value.constructor.name : inspected(value);
	refuse({
		actual: value,
		expected: null,
		operator: 'ifError',
		message: `ifError got unwanted exception: ${own}`
	});
}

const assertions = {
	fail,
	equal: comparing('equal', isLoose, '=='),
	notEqual: comparing('notEqual', not(isLoose), '!='),
	strictEqual: comparing('strictEqual', Object.is),
	notStrictEqual: comparing('notStrictEqual', not(Object.is)),
	deepEqual: comparing('deepEqual', isDeep('loose')),
	notDeepEqual: comparing('notDeepEqual', not(isDeep('loose'))),
	deepStrictEqual: comparing('deepStrictEqual', isDeep('strict')),
	notDeepStrictEqual: comparing('notDeepStrictEqual', not(isDeep('strict'))),
	partialDeepStrictEqual: comparing('partialDeepStrictEqual', isDeep('partial')),
	match: matching('match'),
	doesNotMatch: matching('doesNotMatch'),
	throws: (work: unknown, expected?: unknown, message?: unknown) =>
		expectThrown('throws', thrownBy(work), expected, message),
	doesNotThrow: (work: unknown, expected?: unknown, message?: unknown) =>
		expectNotThrown('doesNotThrow', thrownBy(work), expected, message),
	rejects: async (work: unknown, expected?: unknown, message?: unknown) =>
		expectThrown('rejects', await rejectedBy(work), expected, message),
	doesNotReject: async (work: unknown, expected?: unknown, message?: unknown) =>
		expectNotThrown('doesNotReject', await rejectedBy(work), expected, message),
	ifError,
	AssertionError
};

/** The function with its methods; the strict one compares strictly under every name. */
function assembled(
	overrides: Record<string, unknown>
): ((...args: unknown[]) => void) & { strict?: unknown } {
	const named = Object.defineProperty((...args: unknown[]) => ok(...args), 'name', { value: 'ok' });
	return Object.assign((...args: unknown[]) => ok(...args), { ok: named, ...assertions, ...overrides });
}

export const strict = assembled({
	equal: assertions.strictEqual,
	notEqual: assertions.notStrictEqual,
	deepEqual: assertions.deepStrictEqual,
	notDeepEqual: assertions.notDeepStrictEqual
});
strict.strict = strict;
export const assert = assembled({ strict });
