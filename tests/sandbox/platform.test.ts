import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { verdictOf } from '../../src/lib/domain/verdict.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { expectSameAsNode } from '../support/beside-node.ts';
import { checksJob, outcomesOf, printedBy, programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

/** Each file of platform-node/ is a program that runs in the machine and in Node; both must print the same. */
const FOLDER = path.join(import.meta.dirname, 'platform-node');

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const run = (code: string) => runJob(machine, programJob(code));
const printed = async (code: string) => {
	const report = await run(code);
	return report.stopped ? [...printedBy(report), report.stopped.message] : printedBy(report);
};

describe('what Node prints, the machine prints', () => {
	test.each(readdirSync(FOLDER).map((name) => [name]))('%s', (name) =>
		expectSameAsNode(machine, path.join(FOLDER, name))
	);

	test('a module also by its name without the prefix', async () => {
		const names = machine.loaded.builtIn
			.filter(({ isForChecks }) => !isForChecks)
			.flatMap((module) => module.names)
			.filter((name) => name.startsWith('node:'));
		const code = names.map(
			(name, index) =>
				`import * as a${index} from '${name}'; import * as b${index} from '${name.slice(5)}'; console.log(a${index} === b${index});`
		);

		expect(names).toContain('node:stream/promises');
		expect(await printed(code.join('\n'))).toEqual(names.map(() => 'true'));
	});
});

describe('what is absent says so by name', () => {
	test.each([
		["import zlib from 'node:zlib'; zlib.createGzip();", 'zlib.createGzip is not available here'],
		["import path from 'node:path'; path.win32.join('a');", 'path.win32.join is not available here'],
		["import { types } from 'node:util'; types.isProxy({});", 'util.types.isProxy is not available here'],
		[
			"import { createHook } from 'node:async_hooks'; createHook({});",
			'async_hooks.createHook is not available'
		],
		[
			"import { monitorEventLoopDelay } from 'node:perf_hooks'; monitorEventLoopDelay();",
			'monitorEventLoopDelay'
		],
		[
			"import { Readable } from 'node:stream'; Readable.fromWeb({});",
			'Readable.fromWeb is not available here'
		],
		['process.exit(1);', 'process.exit(1) does not end a run here'],
		["import { openSync } from 'node:fs'; openSync();", "There is no module 'node:fs' here"],
		["import { spawn } from 'node:util'; spawn();", "'node:util' has no export 'spawn'"]
	])('%s', async (code, message) => {
		expect((await run(code)).stopped?.message).toContain(message);
	});
});

describe('node:assert in checks', () => {
	const check = (body: string) => `import assert from 'node:assert'; import { test } from 'vitest';
		import { add } from '../sum.ts'; test('adds', () => { ${body} });`;

	test('that fails is a wrong answer, with both values', async () => {
		const report = await runJob(
			machine,
			checksJob('export const add = () => [1];', check('assert.deepStrictEqual(add(), [2]);'))
		);

		expect(outcomesOf(report)).toEqual({ adds: 'wrong_answer' });
		expect(report.checks[0]).toMatchObject({ expected: '[ 2 ]', actual: '[ 1 ]' });
		expect(report.checks[0]?.message).toContain('Expected values to be strictly deep-equal:');
	});

	test('cannot be answered by replacing it', async () => {
		const learners = `import assert, { AssertionError } from 'node:assert'; import { EventEmitter } from 'node:events';
			import util from 'node:util'; import { Readable } from 'node:stream';
			const attempts = [
				() => { assert.deepStrictEqual = () => undefined; },
				() => { assert.strictEqual.call = () => undefined; },
				() => { AssertionError.prototype.constructor = Error; },
				() => { Object.defineProperty(AssertionError, Symbol.hasInstance, { value: () => false }); },
				() => { EventEmitter.prototype.emit = () => true; },
				() => { Readable.prototype.read = () => null; },
				() => { util.isDeepStrictEqual = () => true; },
				() => { Promise.prototype.then = () => undefined; },
				() => { process.nextTick = () => undefined; },
				() => { Buffer.from = () => new Uint8Array(); }
			];
			for (const attempt of attempts) try { attempt(); } catch {}
			export const add = () => 1;`;
		const report = await runJob(machine, checksJob(learners, check('assert.deepStrictEqual(add(), 2);')));

		expect(verdictOf(report, ['adds'])).not.toBe('accepted');
		expect(outcomesOf(report)).toEqual({ adds: 'wrong_answer' });
	});
});

describe('console', () => {
	test('prints an error as its name and message, for the machine shows the place in its own way', async () => {
		expect(await printed("console.log(new TypeError('wrong', { cause: 'why' }));")).toEqual([
			"TypeError: wrong { [cause]: 'why' }"
		]);
	});

	test('keeps parts that the text leaves out, to look into', async () => {
		const report = await run("console.log({ a: { b: { c: { d: 'deep' } } } });");
		const value = report.output[0]?.values[0];

		expect(value?.text).toBe('{ a: { b: { c: [Object] } } }');
		expect(JSON.stringify(value)).toContain('"text":"deep"');
	});

	test('reads no getter, survives what throws, and shows the endless in part', async () => {
		const report = await run(`console.log({ get now() { throw new Error('read'); } });
			console.log({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('custom'); } });
			console.log(new Proxy({}, { ownKeys() { throw new Error('trap'); } }));
			const wide = (depth) => (depth === 0 ? 0 : Array.from({ length: 50 }, () => wide(depth - 1))); console.log([wide(3)]);`);

		expect(report.stopped).toBeNull();
		expect(printedBy(report).slice(0, 3)).toEqual([
			'{ now: [Getter] }',
			'a value that cannot be shown',
			'a value that cannot be shown'
		]);
		expect(report.output).toHaveLength(4);
	});
});

describe('the order of work', () => {
	test('is that of Node: ticks, promises, immediates, timers', async () => {
		expect(
			await printed(`setTimeout(() => console.log('timer'), 0); setImmediate(() => console.log('immediate'));
			process.nextTick(() => console.log('tick')); Promise.resolve().then(() => console.log('promise'));`)
		).toEqual(['promise', 'tick', 'immediate', 'timer']);
	});

	test('ends when only timers wait that nobody waits for', async () => {
		const report = await run("setInterval(() => console.log('never'), 10).unref(); console.log('end');");

		expect(printedBy(report)).toEqual(['end']);
		expect(report.stopped).toBeNull();
	});
});
