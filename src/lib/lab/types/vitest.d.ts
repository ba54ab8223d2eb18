declare module 'vitest' {
	type Work = () => unknown;
	interface AddCheck {
		(title: string, work?: Work, options?: number | { timeout?: number }): void;
		each<Row extends readonly unknown[]>(rows: readonly Row[]): (title: string, work: (...row: [...Row]) => unknown) => void;
		each<Row>(rows: readonly Row[]): (title: string, work: (row: Row) => unknown) => void;
		for<Row>(rows: readonly Row[]): (title: string, work: (row: Row) => unknown) => void;
	}
	interface Add extends AddCheck {
		skip: AddCheck;
		only: AddCheck;
		todo: AddCheck;
		fails: AddCheck;
		concurrent: AddCheck;
		sequential: AddCheck;
		skipIf(condition: unknown): AddCheck;
		runIf(condition: unknown): AddCheck;
	}
	/** Groups checks under a title. */
	export const describe: Add;
	export const suite: Add;
	/** A check: it passes when its function returns, or its promise is fulfilled. */
	export const test: Add;
	export const it: Add;
	export function beforeAll(work: Work): void;
	export function afterAll(work: Work): void;
	export function beforeEach(work: Work): void;
	export function afterEach(work: Work): void;

	interface Matchers<Result> {
		/** The opposite. */
		not: Matchers<Result>;
		/** Waits for the promise and looks at its value. */
		resolves: Matchers<Promise<void>>;
		/** Waits for the promise to be rejected and looks at the reason. */
		rejects: Matchers<Promise<void>>;
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
		toBeUndefined(): Result;
		toBeDefined(): Result;
		toBeNaN(): Result;
		toBeTypeOf(type: string): Result;
		toBeInstanceOf(type: unknown): Result;
		toBeOneOf(values: readonly unknown[]): Result;
		toContain(item: unknown): Result;
		toContainEqual(item: unknown): Result;
		toHaveLength(length: number): Result;
		toHaveProperty(path: string | readonly (string | number)[], value?: unknown): Result;
		toMatch(pattern: RegExp | string): Result;
		toMatchObject(expected: object): Result;
		toSatisfy(predicate: (value: never) => boolean, message?: string): Result;
		toThrow(expected?: unknown): Result;
		toThrowError(expected?: unknown): Result;
		toHaveBeenCalled(): Result;
		toHaveBeenCalledTimes(times: number): Result;
		toHaveBeenCalledWith(...args: unknown[]): Result;
		toHaveBeenLastCalledWith(...args: unknown[]): Result;
		toHaveBeenNthCalledWith(call: number, ...args: unknown[]): Result;
		toHaveReturnedWith(value: unknown): Result;
	}
	interface Expect {
		/** @param message what to say first when the assertion fails */
		(actual: unknown, message?: string): Matchers<void>;
		any(type: unknown): unknown;
		anything(): unknown;
		arrayContaining(items: readonly unknown[]): unknown;
		objectContaining(part: object): unknown;
		stringContaining(part: string): unknown;
		stringMatching(pattern: RegExp | string): unknown;
		closeTo(value: number, digits?: number): unknown;
		assertions(count: number): void;
		hasAssertions(): void;
		unreachable(message?: string): never;
		extend(matchers: Record<string, (...args: never[]) => unknown>): void;
	}
	export const expect: Expect;

	interface Mock<Callback extends (...args: never[]) => unknown = (...args: unknown[]) => unknown> {
		(...args: Parameters<Callback>): ReturnType<Callback>;
		readonly mock: { readonly calls: Parameters<Callback>[]; readonly results: { type: string; value: unknown }[] };
		mockReturnValue(value: ReturnType<Callback>): this;
		mockReturnValueOnce(value: ReturnType<Callback>): this;
		mockResolvedValue(value: Awaited<ReturnType<Callback>>): this;
		mockRejectedValue(reason: unknown): this;
		mockImplementation(callback: Callback): this;
		mockImplementationOnce(callback: Callback): this;
		mockClear(): this;
		mockReset(): this;
		mockRestore(): void;
	}
	export const vi: {
		/** A function that remembers its calls. */
		fn<Callback extends (...args: never[]) => unknown>(callback?: Callback): Mock<Callback>;
		spyOn<Target extends object, Key extends keyof Target>(target: Target, key: Key): Mock;
		isMockFunction(value: unknown): boolean;
		clearAllMocks(): void;
		resetAllMocks(): void;
		restoreAllMocks(): void;
		/** Holds the virtual clock still until it is advanced. */
		useFakeTimers(): void;
		useRealTimers(): void;
		setSystemTime(moment: number | string | Date): void;
		advanceTimersByTime(ms: number): void;
		advanceTimersByTimeAsync(ms: number): Promise<unknown>;
		runAllTimers(): void;
		runAllTimersAsync(): Promise<unknown>;
		getTimerCount(): number;
		stubGlobal(name: string, value: unknown): void;
		unstubAllGlobals(): void;
	};
}

declare module '@jest/globals' {
	export * from 'vitest';
	export { vi as jest } from 'vitest';
}
