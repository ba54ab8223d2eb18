/** Checks written for Jest: its names, `done`, and `jest`. */
declare module '@jest/globals' {
	import type { JestUtils } from 'vitest';
	export { expect } from 'expect';
	type Done = { (error?: unknown): void; fail(error?: unknown): void };
	type Work = (() => unknown) | ((done: Done) => void);
	interface AddRow {
		(title: string, work: (...row: any[]) => unknown, timeoutMs?: number): void;
	}
	interface Add {
		(title: string, work?: Work, timeoutMs?: number): void;
		/** One for each row; `%s %d %i %f %j %p %#` and `$name` in the title stand for its values. */
		each(table: readonly unknown[] | TemplateStringsArray, ...values: unknown[]): AddRow;
		readonly only: this;
		readonly skip: this;
		readonly todo: this;
		readonly failing: this;
		readonly concurrent: this;
	}
	export const describe: Add;
	export const xdescribe: Add;
	export const fdescribe: Add;
	export const test: Add;
	export const it: Add;
	export const xit: Add;
	export const xtest: Add;
	export const fit: Add;
	export function beforeAll(work: Work, timeoutMs?: number): void;
	export function afterAll(work: Work, timeoutMs?: number): void;
	export function beforeEach(work: Work, timeoutMs?: number): void;
	export function afterEach(work: Work, timeoutMs?: number): void;
	export const jest: JestUtils;
}

declare module 'node:test' {
	interface TestContext {
		readonly name: string;
		readonly fullName: string;
		readonly signal: AbortSignal;
		test(name: string, work: (t: TestContext) => unknown): Promise<void>;
		skip(note?: string): void;
		todo(note?: string): void;
		diagnostic(message: string): void;
		plan(count: number): void;
		after(work: () => unknown): void;
	}
	interface Options {
		skip?: boolean | string;
		todo?: boolean | string;
		only?: boolean;
		timeout?: number;
		concurrency?: number | boolean;
	}
	type Work = (t: TestContext, done: (error?: unknown) => void) => unknown;
	interface Add {
		(name: string, options: Options, work?: Work): Promise<void>;
		(name: string, work?: Work): Promise<void>;
		(work: Work): Promise<void>;
		readonly skip: Add;
		readonly todo: Add;
		readonly only: Add;
	}
	export const test: Add;
	export const it: Add;
	export const describe: Add;
	export const suite: Add;
	type Hook = (work: () => unknown, options?: { timeout?: number }) => void;
	export const before: Hook;
	export const after: Hook;
	export const beforeEach: Hook;
	export const afterEach: Hook;
	const everything: Add & { test: Add; it: Add; describe: Add; suite: Add; before: Hook; after: Hook };
	export default everything;
}
