import { beforeAll, describe, expect, test } from 'vitest';
import type { FileTree } from '../../src/lib/domain/files.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { printedBy, programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';

/** Where something happened is told in the learner's own lines and columns, however a file was compiled. */
let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

const run = (code: string, files: FileTree = {}) => runJob(machine, programJob(code, {}, files));

async function printed(code: string, files: FileTree = {}): Promise<string[]> {
	const report = await run(code, files);
	expect(report.stopped).toBeNull();
	return printedBy(report);
}

/** Programs that throw at `boom`; the places are where the engine puts a call: at its parenthesis. */
const PLACES: [string, string][] = [
	['plain', `const a = 1;\n  throw new Error('boom');`],
	[
		'types before it',
		`const f = (a: number, b: Map<string, number[]>): never => { throw new Error('boom') };\nf(1, new Map<string, number[]>());`
	],
	[
		'generics on the line',
		`function f<T extends { a: number }>(x: T): T { const y: T = x as T; throw new Error('boom') }\nf<{ a: number }>({ a: 1 });`
	],
	[
		'many of the same letter',
		`const e: number = 1, ee: Error[] = [], eee = <E,>(e: E): E => { throw new Error('boom') };\neee<number>(e);`
	],
	[
		'an enum before it',
		`enum Colour { Red = 'r', Green = 'g' } function f(c: Colour): never { throw new Error('boom') }\nf(Colour.Red);`
	],
	[
		'an enum of many lines',
		`enum A {\n\tX = 1,\n\tY = X << 2,\n}\nconst g = (a: A): never => { throw new Error('boom') };\ng(A.Y);`
	],
	['a template', `const s: string = \`a\n\${((x: number): string => { throw new Error('boom') })(1)} b\`;`],
	['emoji', `const s: string = '😀é😀'; ((x: number) => { throw new Error('boom') })(1);`],
	[
		'parameter properties',
		`class A { constructor(private a: number, readonly b = '😀') { if (this.a) throw new Error('boom') } }\nnew A(1);`
	],
	[
		'a decorator',
		`const d = (_: unknown, __: unknown) => {};\n@d class A {\n\t@d m(x: number): void { const y: number = x; throw new Error('boom') }\n}\nnew A().m(1);`
	],
	[
		'a namespace',
		`namespace N {\n\texport const a: number = 1;\n\texport function f(b: number): number { throw new Error('boom') }\n}\nN.f(N.a);`
	],
	[
		'a resource',
		`{\n\tusing a = { [Symbol.dispose]() {} };\n\tconst b: number = 1; throw new Error('boom');\n}`
	],
	['an accessor', `class A { accessor a: number = ((): number => { throw new Error('boom') })() }\nnew A();`]
];

describe('places', () => {
	test.each(PLACES)('are those of the text: %s', async (_what, code) => {
		const report = await run(code);

		const before = code.slice(0, code.indexOf(`('boom')`)).split('\n');
		expect(report.stopped).toMatchObject({
			message: expect.stringContaining('boom'),
			location: { path: 'main.ts', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
		});
		expect(report.stopped?.error?.frames[0]).toMatchObject(report.stopped?.location ?? {});
	});

	test.each([
		['fast', ''],
		['slow', 'namespace N { export const x = 1 }\n']
	])('of each frame and of output, compiled the %s way', async (_way, before) => {
		const code = `${before}const inner = (value: string): never => { throw new TypeError(value) };
const outer = <T,>(value: T, run: (value: string) => void): void => { const text: string = String(value); run(text) };
console.log(<string>'printed'); outer<number>(1, inner);`;
		const report = await run(code);

		const place = (text: string) => {
			const lines = code.slice(0, code.indexOf(text) + text.length).split('\n');
			return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
		};
		expect(report.stopped?.error?.frames).toEqual([
			{ functionName: 'inner', path: 'main.ts', ...place('new TypeError(') },
			{ functionName: 'outer', path: 'main.ts', ...place(' run(') },
			{ functionName: '', path: 'main.ts', ...place('outer<number>(') }
		]);
		expect(report.output[0]?.location).toEqual({ path: 'main.ts', ...place('console.log(') });
	});

	test('stand in printed stacks', async () => {
		const code = `@((_: unknown, __: unknown) => {}) class A {}\nconst f = (a: number): string => new Error().stack!;\nconsole.log(f(1).split('\\n')[0], A.name);`;

		expect(await printed(code)).toEqual(['    at f (main.ts:2:43) A']);
	});

	test.each([
		['an unfinished expression', `const a: number = 1;\nconst b: number = ;`, 2, 19, 'Expression expected.'],
		[
			'in a file for TypeScript',
			`namespace N { export const x = 1 }\nconst b: = 2;`,
			2,
			10,
			'Type expected.'
		],
		['a text without an end', `const a = 1;\n  const b = 'x;`, 2, 16, 'Unterminated string literal.']
	])('are told of syntax errors: %s', async (_what, code, line, column, message) => {
		const report = await run(code);

		expect(report.stopped).toMatchObject({
			verdict: 'compile_error',
			message: `main.ts does not compile: ${message}`,
			location: { path: 'main.ts', line, column }
		});
	});
});

describe('what does not run here', () => {
	test.each([
		['JSX', `const a = 1;\nconst b = <p>{a}</p>;`, 'JSX does not run here', { line: 2, column: 11 }],
		[
			'JSX that closes itself',
			`export const b = () => <Part a="1" />;`,
			'JSX does not run here',
			{ line: 1, column: 24 }
		],
		['export =', `const a = 1;\nexport = a;`, 'write `export default`', { line: 2, column: 1 }],
		[
			'import by require',
			`import fs = require('fs');\nfs.a();`,
			'write `import fs from',
			{ line: 1, column: 1 }
		],
		['require', `const a = 1;\n  require('./a');`, 'write `import { name } from', { line: 2, column: 3 }],
		[
			'a type that is passed on as a value',
			`import { T } from './t';\nexport { T };`,
			'write `export type { T }`',
			{ line: 1, column: 10 }
		]
	])('is refused in a sentence: %s', async (_what, code, words, place) => {
		const report = await run(code, { 't.ts': 'export interface T {}' });

		expect(report.stopped?.message).toContain(words);
		expect(report.stopped?.location).toEqual({ path: 'main.ts', ...place });
	});

	test('is an export of a strange name that is not there', async () => {
		const report = await run(`import { '((' as a } from './t';\nconsole.log(a);`, {
			't.ts': 'export type T = 1;'
		});

		expect(report.stopped).toMatchObject({ verdict: 'compile_error', message: `'t.ts' has no export '(('.` });
	});

	test('is JSX, not the ending .tsx', async () => {
		const files = { 'part.tsx': `export const part = <T,>(value: T): T => value;` };

		expect(await printed(`import { part } from './part'; console.log(part(1))`, files)).toEqual(['1']);
		expect((await run(`import './part';`, { 'part.tsx': `export const part = <p />;` })).stopped?.location).toEqual({
			path: 'part.tsx',
			line: 1,
			column: 21
		});
	});
});
