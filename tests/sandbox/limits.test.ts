import { beforeAll, describe, expect, test } from 'vitest';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { checksJob, outcomesOf, printedBy, programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const FEW = { stepsMax: 100_000_000 };

/** Each ends in a verdict that says what happened, and the next run is well. */
describe.each([
	['an endless loop', 'let i = 0;\nfor (;;) {\n\ti += 1;\n}', 'time_limit_exceeded', /steps.*main\.ts/],
	[
		'an endless loop of the engine',
		'const list = new Array(1e5).fill(0);\nfor (;;) list.indexOf(1);',
		'time_limit_exceeded',
		/steps/
	],
	[
		'a regular expression that backtracks',
		`/^(a+)+$/.test('a'.repeat(40) + 'b');`,
		'time_limit_exceeded',
		/steps/
	],
	[
		'an endless loop that catches everything',
		'for (;;) { try { for (;;); } catch {} finally { continue; } }',
		'time_limit_exceeded',
		/steps/
	],
	[
		'a promise that feeds itself',
		'const again = async () => { await null; return again(); }; await again();',
		'time_limit_exceeded|memory_limit_exceeded',
		/./
	],
	['an interval nobody clears', 'setInterval(() => {}, 1);', 'time_limit_exceeded', /timers|steps/],
	[
		'a memory bomb',
		'const all = [];\nfor (;;) all.push(new Array(1e4).fill(1));',
		'memory_limit_exceeded',
		/memory at main.ts, line 2/
	],
	[
		'a string that doubles',
		`let text = 'x';\nfor (;;) text += text;`,
		'memory_limit_exceeded|runtime_error',
		/./
	],
	[
		'deep recursion',
		'const dig = (n: number): number => 1 + dig(n + 1);\ndig(0);',
		'runtime_error',
		/too deeply.*line 1/
	],
	[
		'a recursion that catches its own end, stopped in the depth of the engine',
		'function dig() { try { dig(); } catch { dig(); } }\ndig();',
		'time_limit_exceeded',
		/steps/
	],
	['a promise nobody settles', 'await new Promise(() => {});', 'runtime_error', /never settled/],
	['an output flood', `for (;;) console.log('flood');`, 'output_limit_exceeded', /more than 1000 lines/],
	[
		'one giant line',
		`console.log('x'.repeat(5e6)); for (let i = 0; i < 500; i++) console.log('y'.repeat(4_000));`,
		'output_limit_exceeded',
		/64 KB/
	]
])('%s', (_what, code, verdict, words) => {
	test(`ends as ${verdict}, and the next run works`, async () => {
		const report = await runJob(machine, programJob(code, FEW));
		const next = await runJob(machine, programJob(`console.log('well');`));

		expect(verdict.split('|')).toContain(report.stopped?.verdict);
		expect(report.stopped?.message).toMatch(words);
		expect(printedBy(next)).toEqual(['well']);
	});
});

describe('a run that is stopped', () => {
	test('keeps what it printed and the checks it finished', async () => {
		const report = await runJob(
			machine,
			checksJob(
				'export const spin = () => { for (;;); };',
				`import { expect, test } from 'vitest'; import { spin } from '../sum.ts';
				test('first', () => { console.log('here'); expect(1).toBe(1); });
				test('second', () => { spin(); });
				test('third', () => {});`,
				FEW
			)
		);

		expect(report.stopped).toMatchObject({
			verdict: 'time_limit_exceeded',
			location: { path: 'sum.ts', line: 1 }
		});
		expect(outcomesOf(report)).toEqual({ first: 'accepted' });
		expect(printedBy(report)).toEqual(['here']);
	});

	test('cannot catch its end', async () => {
		const report = await runJob(
			machine,
			programJob(
				`try { for (;;); } catch { console.log('caught'); } finally { console.log('finally'); }`,
				FEW
			)
		);

		expect(printedBy(report)).toEqual([]);
	});

	test('used the same number of steps each time', async () => {
		const job = programJob(
			`const list = Array.from({ length: 3e4 }, (_, i) => (i * 7919) % 30011); list.sort((a, b) => a - b); for (;;);`,
			FEW
		);
		const [one, two] = [await runJob(machine, job), await runJob(machine, job)];

		expect(two.usage.steps).toBe(one.usage.steps);
	});
});
