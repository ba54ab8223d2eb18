import { assert, AssertionError } from '../expect.ts';
import type { LabModule } from './lab-module.ts';

const asserting = Object.assign(
	(value: unknown, message?: string) => Reflect.apply(assert, undefined, [value, message]),
	{
		ok: assert.ok,
		equal: assert.strictEqual,
		strictEqual: assert.strictEqual,
		notStrictEqual: assert.notStrictEqual,
		deepEqual: assert.deepEqual,
		deepStrictEqual: assert.deepEqual,
		notDeepStrictEqual: assert.notDeepEqual,
		throws: assert.throws,
		match: assert.match,
		fail: assert.fail,
		AssertionError
	}
);

export const nodeAssert: LabModule = {
	names: ['node:assert', 'assert', 'node:assert/strict', 'assert/strict'],
	exports: { ...asserting },
	defaultExport: asserting
};
