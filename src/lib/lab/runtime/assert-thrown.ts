import { AssertionError } from './assertion-error.ts';
import { isDeepEqual } from './deep-equal.ts';
import { inspected } from './inspect.ts';
import { append } from './host.ts';
import { withCode } from './node-errors.ts';

/** Compares what was thrown with what `assert.throws` was told to expect: a pattern, a class, a shape or a function. */
export function compareThrown(operator: string, actual: unknown, expected: unknown, message: unknown): void {
	if (message instanceof Error && !isExpected(actual, expected)) throw message;
	if (expected instanceof RegExp) return expectMatch(operator, actual, expected, message);
	if (isFunction(expected)) return expectByFunction(operator, actual, expected, message);
	if (typeof actual !== 'object' || actual === null)
		throw Object.assign(new AssertionError({ actual, expected, message, operator: 'deepStrictEqual' }), {
			operator
		});
	expectShape(operator, actual, Object(expected), message);
}

function isFunction(value: unknown): value is AnyFunction {
	return typeof value === 'function';
}

function isExpected(actual: unknown, expected: unknown): boolean {
	try {
		compareThrown('throws', actual, expected, undefined);
		return true;
	} catch {
		return false;
	}
}

function refuse(
	operator: string,
	actual: unknown,
	expected: unknown,
	message: unknown,
	generated: string
): never {
	const error = new AssertionError({ actual, expected, operator, message: message ?? generated });
	error.generatedMessage = message === undefined;
	throw error;
}

function expectMatch(operator: string, actual: unknown, expected: RegExp, message: unknown): void {
	const text = String(actual);
	if (RegExp.prototype.exec.call(expected, text) !== null) return;
	const generated = `The input did not match the regular expression ${inspected(expected)}. Input:\n\n${inspected(text)}\n`;
	refuse(operator, actual, expected, message, generated);
}

type AnyFunction = ((...args: unknown[]) => unknown) & { prototype?: unknown };

/** A class, or a function that decides: only trying tells. */
function expectByFunction(operator: string, actual: unknown, expected: AnyFunction, message: unknown): void {
	if (expected.prototype !== undefined && actual instanceof expected) return;
	if (expected === Error || Object.prototype.isPrototypeOf.call(Error, expected))
		refuse(operator, actual, expected, message, wrongClass(actual, expected.name));
	const answer: unknown = Reflect.apply(expected, {}, [actual]);
	if (answer === true) return;
	const name = expected.name ? `"${expected.name}" ` : '';
	const caught = actual instanceof Error ? `\n\nCaught error:\n\n${String(actual)}` : '';
	const generated = `The ${name}validation function is expected to return "true". Received ${inspected(answer)}${caught}`;
	refuse(operator, actual, expected, message, generated);
}

function wrongClass(actual: unknown, wanted: string): string {
	const start = `The error is expected to be an instance of "${wanted}". Received `;
	if (!(actual instanceof Error)) return `${start}"${inspected(actual, { depth: -1 })}"`;
	const name = actual.constructor.name || actual.name;
	const same = name === wanted ? 'an error with identical name but a different prototype.' : `"${name}"`;
	return `${start}${same}${actual.message ? `\n\nError message:\n\n${actual.message}` : ''}`;
}

/** Each key of the shape; the other keys of the error do not count. */
function expectShape(operator: string, actual: object, expected: object, message: unknown): void {
	const keys = Object.keys(expected);
	if (expected instanceof Error) {
		append(keys, 'name');
		append(keys, 'message');
	} else if (keys.length === 0) {
		throw withCode(
			new TypeError(`The argument 'error' may not be an empty object. Received ${inspected(expected)}`),
			'ERR_INVALID_ARG_VALUE'
		);
	}
	for (const key of keys) {
		const [own, wanted]: unknown[] = [Reflect.get(actual, key), Reflect.get(expected, key)];
		if (
			typeof own === 'string' &&
			wanted instanceof RegExp &&
			RegExp.prototype.exec.call(wanted, own) !== null
		)
			continue;
		if (key in actual && isDeepEqual(own, wanted, 'strict')) continue;
		const made = new AssertionError({
			actual: comparable(actual, keys, expected),
			expected: comparable(expected, keys),
			operator: 'deepStrictEqual',
			message
		});
		throw Object.assign(made, { actual, expected, operator });
	}
}

/** Only the compared keys, so that the difference shows nothing else; what a pattern accepts is shown as the pattern. */
function comparable(from: object, keys: readonly string[], patterns: object = {}): object {
	class Comparison {}
	const shown = new Comparison();
	for (const key of keys) {
		if (!(key in from)) continue;
		const [value, pattern]: unknown[] = [Reflect.get(from, key), Reflect.get(patterns, key)];
		const isMatch = typeof value === 'string' && pattern instanceof RegExp && pattern.test(value);
		Object.defineProperty(shown, key, { value: isMatch ? pattern : value, enumerable: true });
	}
	return shown;
}
