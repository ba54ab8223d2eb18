/** `expect` with all its matchers; also what `vitest` and `@jest/globals` export under that name. */
declare module 'expect' {
	type Constructor = abstract new (...args: any[]) => unknown;
	export interface Matchers<Result, T = unknown> {
		/** The opposite. */
		not: Matchers<Result, T>;
		/** Waits for the promise and looks at its value. */
		resolves: Matchers<Promise<void>, Awaited<T>>;
		/** Waits for the promise to be rejected and looks at the reason. */
		rejects: Matchers<Promise<void>>;
		/** In chai's style: `expect(x).to.equal(1)`. */
		to: any;
		be: any;
		have: any;
		/** The same value, by Object.is. */
		toBe(expected: unknown): Result;
		/** The same structure; ignores properties that are undefined. */
		toEqual(expected: unknown): Result;
		/** The same structure and types. */
		toStrictEqual(expected: unknown): Result;
		toBeCloseTo(expected: number, digits?: number): Result;
		toBeGreaterThan(expected: number | bigint): Result;
		toBeGreaterThanOrEqual(expected: number | bigint): Result;
		toBeLessThan(expected: number | bigint): Result;
		toBeLessThanOrEqual(expected: number | bigint): Result;
		toBeTruthy(): Result;
		toBeFalsy(): Result;
		toBeNull(): Result;
		toBeNullable(): Result;
		toBeUndefined(): Result;
		toBeDefined(): Result;
		toBeNaN(): Result;
		toBeTypeOf(type: string): Result;
		toBeInstanceOf(type: Constructor): Result;
		toBeOneOf(values: readonly unknown[] | ReadonlySet<unknown>): Result;
		toContain(item: unknown): Result;
		toContainEqual(item: unknown): Result;
		toHaveLength(length: number): Result;
		toHaveProperty(path: string | readonly (string | number)[], value?: unknown): Result;
		toMatch(pattern: RegExp | string): Result;
		toMatchObject(expected: object | readonly unknown[]): Result;
		toSatisfy(predicate: (value: any) => boolean, message?: string): Result;
		toThrow(expected?: unknown): Result;
		toThrowError(expected?: unknown): Result;
		toMatchInlineSnapshot(snapshot?: string): Result;
		toMatchInlineSnapshot(properties: object, snapshot?: string): Result;
		toThrowErrorMatchingInlineSnapshot(snapshot?: string): Result;
		toHaveBeenCalled(): Result;
		toBeCalled(): Result;
		toHaveBeenCalledOnce(): Result;
		toHaveBeenCalledTimes(times: number): Result;
		toBeCalledTimes(times: number): Result;
		toHaveBeenCalledWith(...args: unknown[]): Result;
		toBeCalledWith(...args: unknown[]): Result;
		toHaveBeenCalledExactlyOnceWith(...args: unknown[]): Result;
		toHaveBeenLastCalledWith(...args: unknown[]): Result;
		lastCalledWith(...args: unknown[]): Result;
		toHaveBeenNthCalledWith(call: number, ...args: unknown[]): Result;
		nthCalledWith(call: number, ...args: unknown[]): Result;
		toHaveBeenCalledBefore(other: unknown, failIfNoFirst?: boolean): Result;
		toHaveBeenCalledAfter(other: unknown, failIfNoFirst?: boolean): Result;
		toHaveReturned(): Result;
		toReturn(): Result;
		toHaveReturnedTimes(times: number): Result;
		toReturnTimes(times: number): Result;
		toHaveReturnedWith(value: unknown): Result;
		toReturnWith(value: unknown): Result;
		toHaveLastReturnedWith(value: unknown): Result;
		lastReturnedWith(value: unknown): Result;
		toHaveNthReturnedWith(call: number, value: unknown): Result;
		nthReturnedWith(call: number, value: unknown): Result;
		toHaveResolved(): Result;
		toHaveResolvedTimes(times: number): Result;
		toHaveResolvedWith(value: unknown): Result;
		toHaveLastResolvedWith(value: unknown): Result;
		toHaveNthResolvedWith(call: number, value: unknown): Result;
		/** Matchers of `expect.extend`. */
		[custom: string]: any;
	}
	interface Asymmetric {
		arrayContaining(items: readonly unknown[]): any;
		objectContaining(part: object): any;
		stringContaining(part: string): any;
		stringMatching(pattern: RegExp | string): any;
		closeTo(value: number, digits?: number): any;
		schemaMatching(schema: object): any;
	}
	export interface MatcherState {
		isNot: boolean;
		promise: string;
		equals(a: unknown, b: unknown, testers?: unknown[]): boolean;
		utils: Record<string, any>;
	}
	type Matcher = (this: MatcherState, actual: any, ...expected: any[]) => any;
	export interface Expect extends Asymmetric {
		/** @param message what to say first when the assertion fails */
		<T>(actual: T, message?: string): Matchers<void, T>;
		/** Goes on when it fails; the check fails at its end. */
		soft<T>(actual: T, message?: string): Matchers<void, T>;
		/** Asks again until it holds, on virtual time. */
		poll<T>(
			ask: () => T,
			options?: { interval?: number; timeout?: number; message?: string }
		): Matchers<Promise<void>, Awaited<T>>;
		not: Asymmetric;
		any(type: unknown): any;
		anything(): any;
		assertions(count: number): void;
		hasAssertions(): void;
		unreachable(message?: string): never;
		extend(matchers: Record<string, Matcher>): void;
		addEqualityTesters(testers: ((a: unknown, b: unknown) => boolean | undefined)[]): void;
		addSnapshotSerializer(serializer: { test(value: any): boolean; serialize?: any; print?: any }): void;
		getState(): Record<string, unknown>;
		setState(state: object): void;
		assert: typeof import('chai').assert;
	}
	export const expect: Expect;
	export default expect;
}

declare module 'chai' {
	export const expect: (actual: unknown, message?: string) => any;
	export const should: () => any;
	export const AssertionError: new (message?: string) => Error;
	interface Assert {
		(condition: unknown, message?: string): asserts condition;
		[name: string]: any;
	}
	export const assert: Assert;
}
