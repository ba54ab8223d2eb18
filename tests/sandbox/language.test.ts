import { beforeAll, describe, expect, test } from 'vitest';
import type { FileTree } from '../../src/lib/domain/files.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { createSandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { printedBy, programJob } from '../support/jobs.ts';
import { machineFolder, openMachine } from '../support/machine.ts';

/** TypeScript as the machine runs it: everything in it that has a meaning at run time. */
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

/** What each program prints. */
const PROGRAMS: [string, string, string][] = [
	['enum', `enum Colour { Red, Green = 4, Blue } console.log(Colour.Blue, Colour[4])`, '5 Green'],
	['enum of texts', `enum Level { Low = 'low' } console.log(Level.Low, Object.keys(Level))`, `low [ 'Low' ]`],
	[
		'enum that computes',
		`enum Flag { None, A = 1 << 0, B = 1 << 1, Both = A | B, Long = 'abc'.length } console.log(Flag.Both, Flag.Long)`,
		'3 3'
	],
	[
		'enum of texts made of others',
		"const A = 1; enum Path { Root = '/', Users = `${Root}users`, Same = Root, Plus = Users + '/1' } console.log(Object.keys(Path).length, Path.Plus)",
		'4 /users/1'
	],
	['const enum', `const enum Size { S, L = 'l' } console.log(Size.S, Size.L)`, '0 l'],
	['enum in two parts', `enum A { X } enum A { Y = 1 } console.log(A.X, A.Y, A[1])`, '0 1 Y'],
	[
		'parameter property',
		`class Point { constructor(public x: number, private readonly y = 2, protected z?: string) {} sum() { return this.x + this.y } }
		console.log(new Point(1).sum(), Object.keys(new Point(1)))`,
		`3 [ 'x', 'y', 'z' ]`
	],
	['satisfies', `const a = { b: 1 } satisfies Record<string, number>; console.log(a.b)`, '1'],
	['cast', `const a = <number>(<unknown>'7'); console.log(a as unknown as string, a!)`, '7 7'],
	[
		'generic arrow function',
		`const same = <T,>(value: T) => value; const two = <A extends string, B>(a: A, b: B): [A, B] => [a, b];
		console.log(same<number>(1), two('x', 2))`,
		`1 [ 'x', 2 ]`
	],
	[
		'abstract class',
		`abstract class Shape { abstract area(): number; declare unset: number; twice() { return this.area() * 2 } }
		class Square extends Shape { override area() { return 4 } }
		console.log(new Square().twice(), 'unset' in new Square())`,
		'8 false'
	],
	[
		'overloads',
		`function f(a: string): string; function f(a: number): number; function f(a: unknown) { return a }
		class A { m(a: string): void; m(a: number): void; m(a: unknown) { console.log(a) } }
		new A().m(f(3));`,
		'3'
	],
	[
		'this parameter, assertions and predicates',
		`function check(this: { limit: number }, value: unknown): asserts value is number { if (Number(value) > this.limit) throw 1 }
		const isText = (value: unknown): value is string => typeof value === 'string';
		check.call({ limit: 3 }, 2); console.log(isText('a'))`,
		'true'
	],
	['instantiation expression', `const makeMap = Map<string, number>; console.log(new makeMap().size)`, '0'],
	[
		'definite assignment',
		`let a!: number; class B { c!: number } a = 1; console.log(a, new B().c)`,
		'1 undefined'
	],
	[
		'declare',
		`declare const nothing: number; declare global { var x: 1 } declare module 'm' { const y: 2 } console.log(typeof nothing)`,
		'undefined'
	],
	[
		'namespace of types',
		`namespace Types { export interface A { b: 1 } } declare namespace More { const c: 1 } let a: Types.A | undefined; console.log(a)`,
		'undefined'
	],
	[
		'namespace',
		`namespace Shapes { const hidden = 2; export const sides = hidden * 2; export namespace Deep.Er { export enum E { A = 7 } } export function f() { return sides } }
		namespace Shapes { export const more = sides + 1 }
		import Er = Shapes.Deep.Er;
		console.log(Shapes.sides, Shapes.more, Er.E.A, Shapes.f(), Object.keys(Shapes))`,
		`4 5 7 4 [ 'sides', 'Deep', 'f', 'more' ]`
	],
	[
		'namespace on a class and on a function',
		`class A { x = A.start } namespace A { export const start = 5 } function f() { return f.calls } namespace f { export let calls = 1 }
		console.log(new A().x, f())`,
		'5 1'
	],
	[
		'accessor field',
		`class A { accessor x = 1; static accessor y = 2 } const a = new A(); a.x++; console.log(a.x, A.y, Object.keys(a))`,
		'2 2 []'
	],
	[
		'top-level await',
		`const a: number = await Promise.resolve(1); for await (const b of [Promise.resolve(2)]) console.log(a, b)`,
		'1 2'
	],
	[
		'private names and static blocks',
		`class A { #x?: number = 1; static y: number; static { A.y = 2 } has(o: object) { return #x in o } } console.log(new A().has(new A()), A.y)`,
		'true 2'
	],
	[
		'using as a name',
		`const using = 1, accessor = 2, namespace = 3, module = 4; const o = { using, accessor }; console.log(using, o.accessor, namespace / module)`,
		'1 2 0.75'
	]
];

describe('TypeScript', () => {
	test.each(PROGRAMS)('runs: %s', async (_what, code, expected) => {
		expect(await printed(code)).toEqual([expected]);
	});

	test.each([
		['namespace/* */A/* */{ export const a = 1 } console.log(A.a)'],
		['const o = { [Symbol.dispose]() { console.log(1) } }; { using/* */ a = o; }'],
		['const o = { [Symbol.dispose]() { console.log(1) } }; for (using/* */a of [o]) {}'],
		['const o = { [Symbol.dispose]() { console.log(1) } }; { using\ta /* */ = o; }'],
		['class A { static accessor/* */a = 1; } console.log(A.a)'],
		['class A { static accessor ["a"] = 1; } console.log(A.a)'],
		['/* */@((_: unknown, __: unknown) => console.log(1))class A {}'],
		['const a = /[`/]/; if (a) /`/.exec(""); namespace B { export const c = 1 } console.log(B.c)'],
		['const a = {} / 2; namespace B { export const c = 1 } console.log(B.c, `${{}}`.length > 99 ? a : "")'],
		[
			'const a = 4, g = 1; console.log(`${a /g}${`}`.length / 4}`[0] === "4" ? 1 : 0); namespace B { export const c = 1 }'
		]
	])('finds what only TypeScript compiles, however it is written: %s', async (code) => {
		expect((await printed(code)).map((line) => line.trim())).toEqual(['1']);
	});

	test('leaves words in texts alone', async () => {
		const code = `/** @param a the namespace Shapes { } */
		const mail = 'ada@example.org', more = "using it", pattern = /@[\`'"]\\//; // @log
		const text = \`@log class \${((mail.length) / 3).toFixed(\`\${1}\`.length)} namespace A {\`;
		if (mail) /@'\`/.test(text);
		console.log(text);`;

		expect(await printed(code)).toEqual(['@log class 5.0 namespace A {']);
	});
});

describe('decorators', () => {
	test('of the standard: classes, methods, fields, accessors, getters, in order', async () => {
		const code = `const seen: string[] = [];
		const note = (label: string) => (_value: unknown, context: DecoratorContext) => { seen.push(label + ':' + context.kind + ':' + String(context.name)); };
		@note('c') class A {
			@note('f') field = 1;
			@note('m') method() {}
			@note('g') get getter() { return 1 }
			@note('a') accessor both = 2;
			@note('s') static fixed = 3;
			@note('p') #hidden = 4;
		}
		console.log(seen.join(' '), new A().both);`;

		expect(await printed(code)).toEqual(
			[
				'm:method:method g:getter:getter a:accessor:both s:field:fixed f:field:field p:field:#hidden c:class:A 2'
			].map((line) => expect.stringContaining(line.split(' ')[0] ?? ''))
		);
	});

	test('replace what they decorate, and initialise', async () => {
		const code = `function twice(method: Function, context: ClassMethodDecoratorContext) {
			context.addInitializer(function () { console.log('made', String(context.name)); });
			return function (this: unknown, ...args: unknown[]) { return Number(method.apply(this, args)) * 2; };
		}
		const plus = (by: number) => (_: undefined, __: ClassFieldDecoratorContext) => (value: number) => value + by;
		const sealed = <T extends new (...args: any[]) => object>(base: T) => class Sealed extends base { isSealed = true };
		@sealed class A { @plus(10) field = 1; @twice method(value: number) { return value + this.field } }
		const a = new A();
		console.log(a.method(4), a);`;

		expect(await printed(code)).toEqual(['made method', '30 Sealed { field: 11, isSealed: true }']);
	});

	test('share metadata', async () => {
		const code = `const rule = (_: unknown, { metadata, name }: DecoratorContext) => { metadata[name!] = 'checked' };
		class A { @rule name = ''; } class B extends A { @rule age = 1; }
		console.log({ ...B[Symbol.metadata] }, B[Symbol.metadata]?.name);`;

		expect(await printed(code)).toEqual([`{ age: 'checked' } checked`]);
	});

	const LEGACY = `{
		// As older frameworks want them.
		"compilerOptions": { "experimentalDecorators": true, "target": "es2020", /* fields by assignment */ },
	}`;

	test('are those of old when tsconfig.json asks for them', async () => {
		const code = `function Max(max: number) {
			return (target: object, key: string) => {
				let kept = 0;
				Object.defineProperty(target, key, { get: () => kept, set: (value: number) => { kept = Math.min(max, value) } });
			};
		}
		function log(_target: object, key: string, descriptor: PropertyDescriptor) {
			const { value } = descriptor;
			descriptor.value = function (...args: unknown[]) { console.log(key, ...args); return value.apply(this, args) };
		}
		const inject = (_target: object, key: string | undefined, index: number) => console.log('parameter', key, index);
		class Person { @Max(120) age = 400; @log older(@inject by: number) { return this.age + by } }
		console.log(new Person().older(1));`;

		expect(await printed(code, { 'tsconfig.json': LEGACY })).toEqual(['parameter older 0', 'older 1', '121']);
	});

	test('cannot know types: emitDecoratorMetadata is refused where the first one stands', async () => {
		const files = { 'tsconfig.json': LEGACY.replace('true', 'true, "emitDecoratorMetadata": true') };
		const report = await run(`const d = () => {};\nclass A { @d x = 1 }`, files);

		expect(report.stopped).toMatchObject({
			verdict: 'compile_error',
			message: expect.stringContaining('emitDecoratorMetadata'),
			location: { path: 'main.ts', line: 2, column: 11 }
		});
	});
});

describe('resources', () => {
	test('are disposed of at the end of their block, last first, whatever happens', async () => {
		const code = `const open = (name: string) => ({ name, [Symbol.dispose]() { console.log('close', name) } });
		function work() { using a = open('a'); using b = open('b'); console.log(a.name + b.name); throw new Error('boom') }
		try { work() } catch (error) { console.log((error as Error).message) }
		for (using each of [open('c')]) console.log(each.name);
		{ using nothing = null; }`;

		expect(await printed(code)).toEqual(['ab', 'close b', 'close a', 'boom', 'c', 'close c']);
	});

	test('may be waited for, at the top level too', async () => {
		const code = `await using top = { async [Symbol.asyncDispose]() { console.log('top') } };
		async function work() {
			await using a = { async [Symbol.asyncDispose]() { await null; console.log('a') } };
			await using b = { [Symbol.dispose]() { console.log('b') } };
			return 'done';
		}
		console.log(await work());`;

		expect(await printed(code)).toEqual(['b', 'a', 'done', 'top']);
	});

	test('keep all their errors', async () => {
		const code = `const failing = (n: number) => ({ [Symbol.dispose]() { throw new Error('dispose ' + n) } });
		try { using a = failing(1); using b = failing(2); throw new Error('body') }
		catch (e) {
			const error = e as SuppressedError;
			console.log(error.name, error.error.message, error.suppressed.error.message, error.suppressed.suppressed.message);
			console.log(error instanceof SuppressedError, error instanceof Error);
		}`;

		expect(await printed(code)).toEqual(['SuppressedError dispose 1 dispose 2 body', 'true true']);
	});

	test('are kept in stacks', async () => {
		const code = `const stack = new DisposableStack();
		stack.use({ [Symbol.dispose]() { console.log('used') } });
		stack.adopt(5, (value) => console.log('adopted', value));
		stack.defer(() => console.log('deferred'));
		const moved = stack.move();
		console.log(stack.disposed, moved.disposed, String(moved));
		moved.dispose(); moved.dispose();
		try { moved.defer(() => {}) } catch (error) { console.log((error as Error).name) }
		{ await using later = new AsyncDisposableStack(); later.use(null); later.adopt(1, async () => console.log('later')); }
		function* count() { try { yield 1; } finally { console.log('ended') } }
		{ using numbers = count(); numbers.next(); }
		try { new DisposableStack().use({} as Disposable) } catch (error) { console.log((error as Error).name) }`;

		expect(await printed(code)).toEqual([
			'true false [object DisposableStack]',
			'deferred',
			'adopted 5',
			'used',
			'ReferenceError',
			'later',
			'ended',
			'TypeError'
		]);
	});
});

describe('files', () => {
	test('import each other by every common spelling', async () => {
		const files = {
			'a.ts': `export const a = 'a'; export default class {} export type T = 1;`,
			'plain.js': `export const plain = 'plain';`,
			'deep/index.ts': `export * as all from '../a'; export { up } from './er/x.js';`,
			'deep/er/x.ts': `import { a } from '../../a.ts'; export const up = a + 'up';`
		};
		const code = `import A, { a } from './a'; import { a as b } from './a.ts'; import { a as c } from './a.js';
		import { plain } from './plain'; import { all, up } from './deep'; import * as deep from './deep/index.ts';
		const lazy = await import('./a');
		console.log(typeof A, a, b, c, plain, all.a, up, Object.keys(deep), lazy.a);`;

		expect(await printed(code, files)).toEqual([`function a a a plain a aup [ 'all', 'up' ] a`]);
	});

	test('drop imports that are used as types only, with the word type or without', async () => {
		const files = {
			'types.ts': `export interface A { b: number } export class B {} export enum E { X } export type * from './more.ts';`,
			'more.ts': 'export type More = 1;'
		};
		const code = `import { A, B } from './types'; import type { E } from './types'; import { type More } from './types'; import Missing = require('./nowhere');
		import type Gone from './nowhere'; export type { A } from './types'; export type * from './nowhere';
		let a: A = { b: 1 }, m: More, g: Gone, e: E; console.log(a.b, new B() instanceof B);`;

		expect(await printed(code.replace(/import Missing.*/, ''), files)).toEqual(['1 true']);
		expect(
			await printed(`${code.replace(/import Missing.*/, '')} namespace N { export const slow = 1 }`, files)
		).toEqual(['1 true']);
	});

	test('import JSON, with its type or without', async () => {
		const files = {
			'a.json': '{ "name": "Ada", "__proto__": 1, "default": 2 }',
			'list.json': '[1, { "b": null }]',
			'text.json': '"t"'
		};
		const code = `import a from './a.json' with { type: 'json' }; import list from './list.json'; import text from './text.json'; import { name } from './a.json';
		console.log(a, list, text, name);`;

		expect(await printed(code, files)).toEqual([
			`{ name: 'Ada', ['__proto__']: 1, default: 2 } [ 1, { b: null } ] t Ada`
		]);
	});

	test('may import each other in a circle', async () => {
		const files = {
			'even.ts': `import { isOdd } from './odd.ts'; export function isEven(n: number): boolean { return n === 0 || isOdd(n - 1) }`,
			'odd.ts': `import { isEven } from './even.ts'; export function isOdd(n: number): boolean { return n !== 0 && isEven(n - 1) }`
		};

		expect(await printed(`import { isEven } from './even.ts'; console.log(isEven(10))`, files)).toEqual([
			'true'
		]);
	});

	test('share enums and namespaces', async () => {
		const files = {
			'e.ts': `export const enum E { A = 3 } export enum F { B = 'b' } export default E;`,
			'n.ts': `import { E } from './e'; export namespace N { export const three = E.A } export import M = N;`
		};

		expect(
			await printed(
				`import { E, F } from './e'; import { N, M } from './n'; console.log(E.A, F.B, N.three, M.three)`,
				files
			)
		).toEqual(['3 b 3 3']);
	});

	test('that are no part of the program are not read', async () => {
		const files = {
			'README.md': '# <b>',
			'tsconfig.json': '{ /* comment */ }',
			'globals.d.ts': 'declare const a: 1; export const b: 2;'
		};

		expect(
			await printed(`import type { b } from './globals'; let c: typeof b; console.log(1)`, files)
		).toEqual(['1']);
	});
});

test('the threads of the server know all of the language', async () => {
	const pool = createSandboxPool({ machineFolder: await machineFolder(), size: 1 });
	const job = programJob(
		`@((_: unknown, __: unknown) => {}) class A { accessor b = 1 }\nconsole.log(new A().b);\nthrow new Error('boom');`
	);
	const [there, here] = [await pool.run(job), await runJob(machine, job)];
	await pool.close();

	expect(printedBy(there)).toEqual(['1']);
	expect({ stopped: there.stopped, output: there.output }).toEqual({
		stopped: here.stopped,
		output: here.output
	});
});
