/** The check framework. Files of checks import it, or use its names as globals. */
declare module 'vitest' {
	import type { Expect, Matchers } from 'expect';
	export { expectTypeOf } from 'expect-type';
	export { expect } from 'expect';
	/** Nothing when it runs: the argument must have the type. */
	export function assertType<T>(value: T): void;
	export type Assertion<T = unknown> = Matchers<void, T>;

	export interface TestContext {
		readonly task: { readonly name: string; readonly fullTestName: string; readonly meta: object };
		readonly expect: Expect;
		readonly signal: AbortSignal;
		skip(note?: string): never;
		skip(condition: boolean, note?: string): void;
		onTestFinished(work: () => unknown, timeoutMs?: number): void;
		onTestFailed(work: () => unknown, timeoutMs?: number): void;
		annotate(message: string): Promise<unknown>;
	}
	export interface TestOptions {
		timeout?: number;
		retry?: number;
		repeats?: number;
		skip?: boolean;
		only?: boolean;
		todo?: boolean;
		fails?: boolean;
		concurrent?: boolean;
	}
	type Title = string | ((...args: never[]) => unknown);
	/** A fixture: a value, or a function that passes it to `use`. */
	type Fixture<Value, Context> =
		| Value
		| ((context: Context, use: (value: Value) => Promise<void>) => Promise<void>)
		| [
				Value | ((context: Context, use: (value: Value) => Promise<void>) => Promise<void>),
				{ auto?: boolean; scope?: 'test' | 'file' | 'worker'; injected?: boolean }
		  ];

	interface AddWith<Context, Tail extends unknown[]> {
		(title: Title, work?: (context: Context) => unknown, timeoutMs?: number): void;
		(title: Title, options: TestOptions, work?: (context: Context) => unknown): void;
		/** One for each row; `%s %d %i %f %j %o %#` and `$name` in the title stand for its values. */
		each<Row extends readonly [unknown, ...unknown[]]>(
			rows: readonly Row[]
		): AddRow<(...row: [...Row]) => unknown>;
		each<Item, Row extends readonly Item[]>(rows: readonly Row[]): AddRow<(...row: Item[]) => unknown>;
		each<Row>(rows: readonly Row[]): AddRow<(row: Row) => unknown>;
		each(names: TemplateStringsArray, ...values: unknown[]): AddRow<(row: any) => unknown>;
		/** As each, but a row stays one value, and the context comes after it. */
		for<Row>(rows: readonly Row[]): AddRow<(row: Row, ...tail: Tail) => unknown>;
		readonly skip: this;
		readonly only: this;
		readonly todo: this;
		readonly fails: this;
		readonly concurrent: this;
		readonly sequential: this;
		readonly shuffle: this;
		skipIf(condition: unknown): this;
		runIf(condition: unknown): this;
	}
	interface AddRow<Work> {
		(title: Title, work: Work, timeoutMs?: number): void;
		(title: Title, options: TestOptions, work: Work): void;
	}
	export interface TestAPI<Extra = object> extends AddWith<TestContext & Extra, [TestContext & Extra]> {
		/** The same with more in the context. */
		extend<More extends Record<string, unknown>>(fixtures: {
			[Key in keyof More]: Fixture<More[Key], TestContext & Extra & More>;
		}): TestAPI<Extra & More>;
		extend<Name extends string, Value>(
			name: Name,
			value:
				| Value
				| ((
						context: TestContext & Extra,
						tools: { onCleanup(work: () => unknown): void }
				  ) => Value | Promise<Value>)
		): TestAPI<Extra & Record<Name, Value>>;
		beforeEach: Hook<TestContext & Extra>;
		afterEach: Hook<TestContext & Extra>;
		describe: SuiteAPI;
	}
	export type SuiteAPI = AddWith<void, []>;
	type Hook<Context> = (work: (context: Context) => unknown, timeoutMs?: number) => void;

	/** Groups checks under a title. */
	export const describe: SuiteAPI;
	export const suite: SuiteAPI;
	/** A check: it passes when its function returns, or its promise is fulfilled. */
	export const test: TestAPI;
	export const it: TestAPI;
	/** What it returns is called at the end. */
	export const beforeAll: Hook<object>;
	export const afterAll: Hook<object>;
	export const beforeEach: Hook<TestContext>;
	export const afterEach: Hook<TestContext>;
	export function aroundEach(work: (runTest: () => Promise<void>, context: TestContext) => unknown): void;
	export function aroundAll(work: (runSuite: () => Promise<void>) => unknown): void;
	export function onTestFinished(work: () => unknown, timeoutMs?: number): void;
	export function onTestFailed(work: () => unknown, timeoutMs?: number): void;

	export { assert } from 'chai';
	export * as chai from 'chai';

	type Procedure = (...args: any[]) => any;
	export interface MockContext<T extends Procedure> {
		calls: Parameters<T>[];
		results: { type: 'return' | 'throw' | 'incomplete'; value: any }[];
		settledResults: { type: 'fulfilled' | 'rejected' | 'incomplete'; value: any }[];
		contexts: ThisParameterType<T>[];
		instances: any[];
		invocationCallOrder: number[];
		lastCall: Parameters<T> | undefined;
	}
	export interface MockInstance<T extends Procedure = Procedure> {
		readonly mock: MockContext<T>;
		getMockName(): string;
		mockName(name: string): this;
		getMockImplementation(): T | undefined;
		mockImplementation(work: T): this;
		mockImplementationOnce(work: T): this;
		withImplementation(work: T, during: () => unknown): unknown;
		mockReturnThis(): this;
		mockReturnValue(value: ReturnType<T>): this;
		mockReturnValueOnce(value: ReturnType<T>): this;
		mockResolvedValue(value: Awaited<ReturnType<T>>): this;
		mockResolvedValueOnce(value: Awaited<ReturnType<T>>): this;
		mockRejectedValue(reason: unknown): this;
		mockRejectedValueOnce(reason: unknown): this;
		mockThrow(error: unknown): this;
		mockThrowOnce(error: unknown): this;
		mockClear(): this;
		mockReset(): this;
		mockRestore(): void;
	}
	export interface Mock<T extends Procedure = Procedure> extends MockInstance<T> {
		(...args: Parameters<T>): ReturnType<T>;
		new (...args: Parameters<T>): any;
	}
	export type Mocked<T> = T & { [Key in keyof T]: T[Key] extends Procedure ? MockInstance<T[Key]> : T[Key] };

	interface Spies<Self> {
		/** A function that remembers its calls. */
		fn<T extends Procedure = Procedure>(work?: T): Mock<T>;
		spyOn<Target extends object, Key extends keyof Target>(
			target: Target,
			key: Key,
			accessor: 'get'
		): Mock<() => Target[Key]>;
		spyOn<Target extends object, Key extends keyof Target>(
			target: Target,
			key: Key,
			accessor: 'set'
		): Mock<(value: Target[Key]) => void>;
		spyOn<Target extends object, Key extends keyof Target>(
			target: Target,
			key: Key
		): Target[Key] extends Procedure ? Mock<Target[Key]> : Mock;
		isMockFunction(value: unknown): value is Mock;
		mocked<T>(value: T, options?: unknown): Mocked<T>;
		clearAllMocks(): Self;
		resetAllMocks(): Self;
		restoreAllMocks(): Self;
		/** Holds the virtual clock still until it is moved. */
		useFakeTimers(config?: {
			now?: number | string | Date;
			toFake?: string[];
			toNotFake?: string[];
			doNotFake?: string[];
			shouldAdvanceTime?: boolean;
			advanceTimers?: boolean | number;
		}): Self;
		useRealTimers(): Self;
		setSystemTime(moment?: number | string | Date): Self;
		getRealSystemTime(): number;
		getTimerCount(): number;
		clearAllTimers(): Self;
		advanceTimersByTime(ms: number): Self;
		advanceTimersByTimeAsync(ms: number): Promise<Self>;
		advanceTimersToNextTimer(steps?: number): Self;
		advanceTimersToNextTimerAsync(steps?: number): Promise<Self>;
		advanceTimersToNextFrame(): Self;
		runAllTimers(): Self;
		runAllTimersAsync(): Promise<Self>;
		runOnlyPendingTimers(): Self;
		runOnlyPendingTimersAsync(): Promise<Self>;
		runAllTicks(): Self;
	}
	type WaitOptions = number | { timeout?: number; interval?: number };
	export interface VitestUtils extends Spies<VitestUtils> {
		hoisted<T>(make: () => T): T;
		isFakeTimers(): boolean;
		getMockedSystemTime(): Date | null;
		/** Until it no longer throws, on virtual time. */
		waitFor<T>(work: () => T | Promise<T>, options?: WaitOptions): Promise<T>;
		/** Until it gives something true. */
		waitUntil<T>(work: () => T | Promise<T>, options?: WaitOptions): Promise<T>;
		stubGlobal(name: string, value: unknown): VitestUtils;
		unstubAllGlobals(): VitestUtils;
		stubEnv(name: string, value: string | boolean | undefined): VitestUtils;
		unstubAllEnvs(): VitestUtils;
		setConfig(config: { testTimeout?: number; hookTimeout?: number }): void;
		resetConfig(): void;
		resetModules(): VitestUtils;
	}
	export const vi: VitestUtils;
	export const vitest: VitestUtils;
	export interface JestUtils extends Spies<JestUtils> {
		replaceProperty<T extends object, Key extends keyof T>(
			target: T,
			key: Key,
			value: T[Key]
		): { replaceValue(value: T[Key]): unknown; restore(): void };
		now(): number;
		setTimeout(ms: number): JestUtils;
	}
}
