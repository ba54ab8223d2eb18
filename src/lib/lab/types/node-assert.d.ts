declare module 'node:assert' {
	type Thrown = RegExp | (new (...args: never[]) => unknown) | ((error: unknown) => boolean) | object;

	function assert(value: unknown, message?: string | Error): asserts value;
	namespace assert {
		class AssertionError extends Error {
			constructor(options: { actual?: unknown; expected?: unknown; operator?: string; message?: string });
			readonly code: 'ERR_ASSERTION';
			actual: unknown;
			expected: unknown;
			operator: string;
			generatedMessage: boolean;
		}
		function ok(value: unknown, message?: string | Error): asserts value;
		function fail(message?: string | Error): never;
		/** Compares with `==`. */
		function equal(actual: unknown, expected: unknown, message?: string | Error): void;
		function notEqual(actual: unknown, expected: unknown, message?: string | Error): void;
		/** Compares with `Object.is`. */
		function strictEqual<Value>(
			actual: unknown,
			expected: Value,
			message?: string | Error
		): asserts actual is Value;
		function notStrictEqual(actual: unknown, expected: unknown, message?: string | Error): void;
		function deepEqual(actual: unknown, expected: unknown, message?: string | Error): void;
		function notDeepEqual(actual: unknown, expected: unknown, message?: string | Error): void;
		function deepStrictEqual<Value>(
			actual: unknown,
			expected: Value,
			message?: string | Error
		): asserts actual is Value;
		function notDeepStrictEqual(actual: unknown, expected: unknown, message?: string | Error): void;
		/** Holds where `actual` has all that `expected` has; it may have more. */
		function partialDeepStrictEqual(actual: unknown, expected: unknown, message?: string | Error): void;
		function match(text: string, pattern: RegExp, message?: string | Error): void;
		function doesNotMatch(text: string, pattern: RegExp, message?: string | Error): void;
		function throws(work: () => unknown, message?: string | Error): void;
		function throws(work: () => unknown, expected: Thrown, message?: string | Error): void;
		function doesNotThrow(work: () => unknown, message?: string | Error): void;
		function doesNotThrow(work: () => unknown, expected: Thrown, message?: string | Error): void;
		function rejects(
			work: Promise<unknown> | (() => Promise<unknown>),
			message?: string | Error
		): Promise<void>;
		function rejects(
			work: Promise<unknown> | (() => Promise<unknown>),
			expected: Thrown,
			message?: string | Error
		): Promise<void>;
		function doesNotReject(
			work: Promise<unknown> | (() => Promise<unknown>),
			message?: string | Error
		): Promise<void>;
		function ifError(value: unknown): asserts value is null | undefined;
		/** The same assertions, each comparing strictly. */
		const strict: typeof assert;
	}
	export default assert;
	export import AssertionError = assert.AssertionError;
	export import ok = assert.ok;
	export import fail = assert.fail;
	export import equal = assert.equal;
	export import notEqual = assert.notEqual;
	export import strictEqual = assert.strictEqual;
	export import notStrictEqual = assert.notStrictEqual;
	export import deepEqual = assert.deepEqual;
	export import notDeepEqual = assert.notDeepEqual;
	export import deepStrictEqual = assert.deepStrictEqual;
	export import notDeepStrictEqual = assert.notDeepStrictEqual;
	export import partialDeepStrictEqual = assert.partialDeepStrictEqual;
	export import match = assert.match;
	export import doesNotMatch = assert.doesNotMatch;
	export import throws = assert.throws;
	export import doesNotThrow = assert.doesNotThrow;
	export import rejects = assert.rejects;
	export import doesNotReject = assert.doesNotReject;
	export import ifError = assert.ifError;
	export import strict = assert.strict;
}

declare module 'assert' {
	export * from 'node:assert';
	export { default } from 'node:assert';
}

declare module 'node:assert/strict' {
	export * from 'node:assert';
	export { default } from 'node:assert';
}

declare module 'assert/strict' {
	export * from 'node:assert';
	export { default } from 'node:assert';
}
