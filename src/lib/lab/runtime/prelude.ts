import './platform.ts';
import * as bufferModule from './buffer.ts';
import { closeCollection, collectFrom, describe, hooks, root, test } from './check-tree.ts';
import { brokenOff, describeError, runChecks } from './check-run.ts';
import { clock, elapsedMs, fireNext, setTimer } from './clock.ts';
import { assert, AssertionError, expect } from './expect.ts';
import { defineGlobal, host, parseJson, toJson } from './host.ts';
import { lockdown } from './lockdown.ts';
import * as cryptoModule from './node-crypto.ts';
import { seedRandom } from './random.ts';
import { vi } from './vi.ts';

/**
 * What is in the machine before foreign code: the platform, the modules, the check framework.
 *
 * The host speaks to it by one function, string in and string out, that it keeps and no global
 * names. Everything foreign code could use to reach the harness is gone or locked when `__seal` ends.
 */
/** `draw()` of the module `hotpath`: a picture of the program's own data beside its output. */
function draw(figure: unknown, data: unknown, title: unknown = ''): void {
	if (typeof figure !== 'string')
		throw new TypeError('draw() takes the name of a figure first, for example draw("chain", …).');
	const refusal = host(`drawing|${toJson({ figure, data, title: String(title) })}`);
	if (refusal !== '') throw new RangeError(refusal);
}

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

const modules: Record<string, Record<string, unknown>> = {
	'hotpath:module/vitest': {
		describe,
		suite: describe,
		test,
		it: test,
		...hooks,
		expect,
		vi,
		jest: vi,
		assert
	},
	'hotpath:module/node-crypto': { ...cryptoModule },
	'hotpath:module/node-buffer': { Buffer: bufferModule.Buffer },
	'hotpath:module/node-assert': { ...asserting },
	'hotpath:module/node-timers-promises': {
		setTimeout: (delayMs = 0, value?: unknown) =>
			new Promise((resolve) => setTimer(() => resolve(value), delayMs)),
		setImmediate: (value?: unknown) => new Promise((resolve) => setTimer(() => resolve(value), 0))
	},
	'hotpath:module/hotpath': { draw }
};
const defaults: Record<string, unknown> = { 'hotpath:module/node-assert': asserting };

/** While these stand on the global, each module takes its exports from there; `__seal` removes them. */
defineGlobal('__modules', {
	modules,
	defaults: Object.fromEntries(Object.keys(modules).map((name) => [name, defaults[name] ?? modules[name]]))
});
defineGlobal(
	'__moduleSources',
	Object.fromEntries(
		Object.entries(modules).map(([name, exports]) => [
			name,
			`const { ${Object.keys(exports).join(', ')} } = __modules.modules[${toJson(name)}];
			export { ${Object.keys(exports).join(', ')} };
			export default __modules.defaults[${toJson(name)}];`
		])
	)
);

let state: 'loading' | 'checking' | 'done' | 'failed' = 'loading';
let failure: unknown = null;

async function begin(entries: readonly string[]): Promise<void> {
	try {
		for (const entry of entries) {
			collectFrom(entry);
			await import(/* @vite-ignore */ entry);
		}
		closeCollection();
		state = 'checking';
		if (root.children.length > 0) await runChecks();
		state = 'done';
	} catch (error) {
		failure = error;
		state = 'failed';
	}
}

function dispatch(message: string): string {
	const { operation, entries, seed } = parseJson(message);
	switch (operation) {
		case 'begin':
			seedRandom(seed);
			void begin(entries);
			return '';
		case 'tick':
			return !clock.isFrozen && state !== 'done' && state !== 'failed' ? tick() : tickAfterwards();
		case 'state':
			return toJson({
				state: state === 'loading' || state === 'checking' ? 'waiting' : state,
				error: state === 'failed' ? describeError(failure) : brokenOff.by,
				virtualMs: elapsedMs()
			});
		default:
			return '';
	}
}

function tick(): string {
	return fireNext() ? 'fired' : 'idle';
}

/** A program's timers go on after its last line; those of checks do not. */
function tickAfterwards(): string {
	return state === 'done' && root.children.length === 0 && !clock.isFrozen ? tick() : 'idle';
}

defineGlobal('__dispatch', dispatch);
defineGlobal('__seal', () => {
	for (const name of ['__dispatch', '__seal', '__modules', '__moduleSources'])
		Reflect.deleteProperty(globalThis, name);
	lockdown([expect, test, describe, hooks, vi, assert, AssertionError, asserting, cryptoModule.KeyObject]);
});
