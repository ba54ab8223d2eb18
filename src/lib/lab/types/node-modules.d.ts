declare module 'node:buffer' {
	const BufferClass: typeof Buffer;
	export { BufferClass as Buffer };
}

declare module 'node:timers/promises' {
	/** Resolves after so many milliseconds of virtual time. */
	export function setTimeout<Value = void>(delayMs?: number, value?: Value): Promise<Value>;
	export function setImmediate<Value = void>(value?: Value): Promise<Value>;
}

declare module 'node:assert' {
	function assert(value: unknown, message?: string): asserts value;
	namespace assert {
		function ok(value: unknown, message?: string): asserts value;
		function equal(actual: unknown, expected: unknown, message?: string): void;
		function strictEqual(actual: unknown, expected: unknown, message?: string): void;
		function notStrictEqual(actual: unknown, expected: unknown, message?: string): void;
		function deepEqual(actual: unknown, expected: unknown, message?: string): void;
		function deepStrictEqual(actual: unknown, expected: unknown, message?: string): void;
		function notDeepStrictEqual(actual: unknown, expected: unknown, message?: string): void;
		function throws(work: () => unknown, message?: RegExp | string): void;
		function match(text: string, pattern: RegExp, message?: string): void;
		function fail(message?: string): never;
		class AssertionError extends Error {}
	}
	export default assert;
	export import ok = assert.ok;
	export import equal = assert.equal;
	export import strictEqual = assert.strictEqual;
	export import notStrictEqual = assert.notStrictEqual;
	export import deepEqual = assert.deepEqual;
	export import deepStrictEqual = assert.deepStrictEqual;
	export import notDeepStrictEqual = assert.notDeepStrictEqual;
	export import throws = assert.throws;
	export import match = assert.match;
	export import fail = assert.fail;
	export import AssertionError = assert.AssertionError;
}

declare module 'assert' {
	export * from 'node:assert';
	export { default } from 'node:assert';
}
