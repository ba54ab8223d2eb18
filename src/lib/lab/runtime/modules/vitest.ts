import { expectTypeOf } from 'expect-type';
import * as chai from 'chai';
import { describe, hooks, jestNames, test } from '../check-api.ts';
import { onTestFailed, onTestFinished } from '../check-context.ts';
import { requireTask } from '../current.ts';
import { assert, createExpect, expect, should } from '../expect.ts';
import { jest, vi } from '../vi.ts';
import type { LabModule } from './lab-module.ts';

/** The check framework under the names of Vitest and of Jest. What is of types alone does nothing when it runs. */
const ofCurrent =
	(register: typeof onTestFinished, name: string) =>
	(work: (context: object) => unknown, timeoutMs?: number): void =>
		register(requireTask(name))(work, timeoutMs);

export const vitestModule: LabModule = {
	names: ['vitest'],
	exports: {
		describe,
		suite: describe,
		test,
		it: test,
		...hooks,
		onTestFinished: ofCurrent(onTestFinished, 'onTestFinished()'),
		onTestFailed: ofCurrent(onTestFailed, 'onTestFailed()'),
		expect,
		createExpect,
		assert,
		should,
		chai,
		vi,
		vitest: vi,
		expectTypeOf,
		assertType: () => undefined
	},
	isForChecks: true
};

export const jestModule: LabModule = {
	names: ['@jest/globals'],
	exports: { ...jestNames, expect, jest },
	isForChecks: true
};

export const expectModule: LabModule = {
	names: ['expect'],
	exports: { expect },
	defaultExport: expect,
	isForChecks: true
};

export const chaiModule: LabModule = {
	names: ['chai'],
	exports: { expect: chai.expect, assert, should, AssertionError: chai.AssertionError },
	isForChecks: true
};
