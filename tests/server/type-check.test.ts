import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../src/lib/domain/assert.ts';
import type { ExerciseSource } from '../../src/lib/domain/exercise.ts';
import { verdictOf } from '../../src/lib/domain/verdict.ts';
import { submit } from '../../src/lib/server/judging/1-submit.ts';
import { awaitVerdict } from '../../src/lib/server/judging/judge.ts';
import { withTypes } from '../../src/lib/authoring/merge-reports.ts';
import { findSubmission } from '../../src/lib/server/judging/submission-views.ts';
import { typeFaults } from '../../src/lib/server/publishing/source-types.ts';
import { verifyExercise } from '../../src/lib/authoring/verify-exercise.ts';
import { publishRevision } from '../../src/lib/server/publishing/2-publish.ts';
import { parseSource } from '../../src/lib/authoring/verification.ts';
import { findExerciseView } from '../../src/lib/server/publishing/exercise-views.ts';
import { createSandboxPool, type SandboxPool } from '../../src/lib/server/sandbox-pool/sandbox-pool.ts';
import { createTypeChecker, type TypeChecker } from '../../src/lib/server/type-check/type-checker.ts';
import { checkResult, reportOf, sampleFiles, templateSource } from '../support/exercises.ts';
import { machineFolder } from '../support/machine.ts';
import { accountIn, databases, testServices } from '../support/services.ts';
import { typesExercise } from '../support/types-exercise.ts';

let types: TypeChecker;
let pool: SandboxPool;

beforeAll(async () => {
	types = createTypeChecker({ machineFolder: await machineFolder() });
	pool = createSandboxPool({ machineFolder: await machineFolder(), size: 1 });
});

afterAll(() => Promise.all([types.close(), pool.close()]));

const CHECKS = `
import { describe, expectTypeOf, test } from 'vitest';
import { parse } from '../parse.ts';

test('parse says what it returns', () => {
	expectTypeOf(parse).returns.toEqualTypeOf<{ host: string; port: number }>();
});

describe('a configuration', () => {
	test('is parsed from text only', () => {
		// @ts-expect-error a number is no text
		parse(12);
	});
});
`;

const RIGHT = `
export interface Address { host: string; port: number }
export function parse(text: string): { host: string; port: number } {
	const [host = '', port = ''] = text.split(':');
	return { host, port: Number(port) };
}
`;

function checkParse(text: string, checks = CHECKS) {
	return types.check({ files: { 'parse.ts': text }, checks });
}

describe('checks of types', () => {
	test('pass where the types are as demanded', async () => {
		const report = await checkParse(RIGHT);
		expect(report.stopped).toBeNull();
		expect(report.checks).toMatchObject([
			{ id: 'parse says what it returns', outcome: 'accepted', path: 'checks/types.ts', message: null },
			{ id: 'a configuration > is parsed from text only', outcome: 'accepted', groups: ['a configuration'] }
		]);
	});

	test('know what the machine knows: its modules, and the language after ES2024', async () => {
		const report = await checkParse(`
import assert from 'node:assert';
import { createHash } from 'node:crypto';
function traced(method: (text: string) => string, _context: ClassMethodDecoratorContext) { return method; }
class Host implements Disposable {
	@traced name(text: string) { return text; }
	[Symbol.dispose]() { console.log(createHash('sha256').update('x').digest('hex')); }
}
export function parse(text: string) {
	using host = new Host();
	assert.ok(text);
	return { host: host.name(text), port: Ports.Web as number };
}
enum Ports { Web = 80 }
`);
		expect(report.stopped).toBeNull();
		expect(report.checks.map(({ message }) => message)).toEqual([null, null]);
	});

	test('say which type was expected, and which one is there', async () => {
		const report = await checkParse(RIGHT.replaceAll('port: number', 'port: number | null'));
		expect(report.checks[0]).toMatchObject({
			outcome: 'wrong_answer',
			expected: '{ host: string; port: number; }',
			actual: '{ host: string; port: number | null; }'
		});
		expect(report.checks[0]?.message).toContain('yours is { host: string; port: number | null; }');
		expect(report.checks[1]?.outcome).toBe('accepted');
	});

	test('say which line should not compile and does', async () => {
		const report = await checkParse(
			'export const parse = (_text: string | number) => ({ host: "", port: 1 });'
		);
		expect(report.checks[1]?.message).toBe('This line should be a type error, and it is none: `parse(12);`');
	});

	test('all fail when what they import is missing', async () => {
		const report = await checkParse('export const other = 1;');
		expect(report.checks.map(({ outcome }) => outcome)).toEqual(['wrong_answer', 'wrong_answer']);
		expect(report.checks[1]?.message).toContain('parse');
	});

	test('do not pass with any', async () => {
		const report = await checkParse('export const parse: any = 1;');
		expect(report.checks.map(({ outcome }) => outcome)).toEqual(['wrong_answer', 'wrong_answer']);
	});

	test('stop at a type error in the files themselves, and say where', async () => {
		const report = await checkParse(RIGHT.replace('Number(port)', 'port'));
		expect(report.stopped).toMatchObject({
			verdict: 'compile_error',
			location: { path: 'parse.ts', line: 5 }
		});
	});

	test.each([
		"declare module 'expect-type' { interface ExpectTypeOf<Actual, Wanted> { toEqualTypeOf<T>(...any: any[]): true } }",
		"declare module 'vitest' { export function expectTypeOf(value: any): any }",
		'declare global { interface String { port: number } }'
	])('cannot be changed by what they check: %s', async (forgery) => {
		const report = await checkParse(`${forgery}\nexport const parse = (text: string) => text;\n`);
		expect(report.stopped).toMatchObject({ verdict: 'compile_error' });
		expect(report.stopped?.message).toContain('declare module');
	});

	test('cannot be spoken for by a run that names a check as they do', () => {
		const forged = checkResult('of types');
		const refused = { ...forged, path: 'checks/types.ts', outcome: 'wrong_answer' as const };
		const report = withTypes(reportOf({ checks: [forged] }), { stopped: null, checks: [refused] });
		expect(verdictOf(report, ['of types'])).toBe('wrong_answer');
	});

	test.each(['// @ts-ignore', '// @ts-expect-error', '/* @ts-ignore */', '// @TS-NOCHECK'])(
		'cannot be passed by a type that does not exist: %s',
		async (directive) => {
			const report = await checkParse(`${directive}\nexport const parse: NoSuchType = 1;\n`);
			expect(report.stopped).toMatchObject({ verdict: 'compile_error' });
		}
	);
});

/** Each makes a compiler work for ever, or fall over. */
const BOMBS = {
	'a type that doubles for ever': `
type Double<T extends unknown[], N extends unknown[] = []> = N['length'] extends 40 ? T : Double<[...T, ...T], [...N, 0]>;
export type Huge = Double<[1, 2]>['length'];
export const parse: (text: string) => Huge = (text) => text;
`,
	'an exponential instantiation': `
type Tree<N extends 0[], T> = N extends [0, ...infer R extends 0[]] ? { l: Tree<R, [T, 'l']>; r: Tree<R, [T, 'r']> } : T;
type Ten = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
type Walk<T> = T extends { l: infer L; r: infer R } ? Walk<L> | Walk<R> : T;
export type Leaves = Walk<Tree<[...Ten, ...Ten, 0, 0, 0, 0], 'leaf'>>;
export const parse = (text: string): Leaves => text;
`,
	'a tuple of 999 that calls itself': `
type Count<N extends number, T extends 0[] = []> = T['length'] extends N ? T : Count<N, [...T, 0]>;
type Pairs<A extends 0[], B extends 0[]> = A extends [0, ...infer R extends 0[]] ? [...Pairs<R, B>, B] : [];
export const parse = (_text: string): Pairs<Count<999>, Count<999>>['length'] => 1;
`,
	'three thousand brackets': `export const parse = (text: string) => ${'('.repeat(3_000)}text${')'.repeat(3_000)};`,
	'thirty thousand brackets': `export const parse = (text: string) => ${'('.repeat(30_000)}text${')'.repeat(30_000)};`,
	'a union of a million': `
type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Three = \`\${Digit}\${Digit}\${Digit}\`;
export const parse = (text: string): \`\${Three}\${Three}\` => text;
`,
	'a text of 256 million letters': `
type Twice<S extends string, N extends 0[] = []> = N['length'] extends 28 ? S : Twice<\`\${S}\${S}\`, [...N, 0]>;
type Keys = { [K in Twice<'x'>]: 1 };
export const parse = (_text: string): Keys => ({});
`,
	'a comparison without end': `
interface Box<T> { value: T; next: Box<Box<T>>; other: Box<[T, Box<T>]> }
interface Crate<T> { value: T; next: Crate<Crate<T>>; other: Crate<[T, Crate<T>]> }
declare const crate: Crate<string>;
export const parse = (_text: string): Box<string> => crate;
`
};

describe('types that never end', () => {
	test.each(Object.entries(BOMBS))(
		'end in a verdict, and the next request is served: %s',
		async (_what, text) => {
			const bomb = checkParse(text);
			const next = checkParse(RIGHT);

			const report = await bomb;
			expect(report.stopped !== null || report.checks.some(({ outcome }) => outcome === 'wrong_answer')).toBe(
				true
			);
			expect(report.stopped?.verdict).not.toBe('internal_error');
			expect((await next).checks.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
		}
	);
});

describe('the process of the compiler', () => {
	test('is ended by the clock, and another takes its place', async () => {
		const hasty = createTypeChecker({ machineFolder: await machineFolder(), wallMsMax: 1_000 });
		const text = BOMBS['an exponential instantiation'];
		const endless = hasty.check({ files: { 'parse.ts': text }, checks: CHECKS });
		const next = hasty.check({ files: { 'parse.ts': RIGHT }, checks: CHECKS });

		const report = await endless;
		expect(report.stopped).toMatchObject({ verdict: 'time_limit_exceeded' });
		expect(report.stopped?.message).toContain('after 1 s');
		expect((await next).stopped).toBeNull();
		await hasty.close();
	});

	test('is said to be missing where nobody built it', async () => {
		const missing = createTypeChecker({ machineFolder: path.join(import.meta.dirname, 'nowhere') });
		await expect(missing.check({ files: {}, checks: CHECKS })).rejects.toThrow('does not start');
		await missing.close();
	});

	test('takes nothing more once it is closed', async () => {
		const closing = createTypeChecker({ machineFolder: await machineFolder() });
		const first = closing.check({ files: { 'parse.ts': RIGHT }, checks: CHECKS });
		const refused = expect(first).rejects.toThrow('closed');
		await closing.close();
		await refused;
		await expect(closing.check({ files: {}, checks: CHECKS })).rejects.toThrow('closed');
	});
});

function verify(source: ExerciseSource) {
	return verifyExercise(source, { runJob: (job) => pool.run(job), checkTypes: types.check, typeFaults });
}

describe('an exercise about types', () => {
	test('is proved by its samples', async () => {
		const verified = await verify(typesExercise());
		expect(verified.ok ? [] : verified.fault).toEqual([]);
		expect(verified.ok && verified.value.typeCheckIds).toEqual([
			'Params > has the one parameter of a path',
			'Params > has all of several',
			'Params > has none where the path has none',
			'Params > refuses a misspelt name'
		]);
	});

	test('is refused when its starter passes, and when a check is there for nothing', async () => {
		const source = typesExercise();
		const done = sampleFiles(source, 'mapped');
		const faults = await verify({ ...source, starter: done });
		expect(faults.ok ? [] : faults.fault).toMatchObject([
			{ gate: 3, message: expect.stringContaining('nothing is left') }
		]);

		const idle = `${source.typeChecks}
test('is a type', () => {
	expectTypeOf<Params<'/'>>().toBeObject();
});
`;
		const useless = await verify({ ...source, typeChecks: idle });
		expect(useless.ok ? [] : useless.fault).toMatchObject([
			{ gate: 6, message: expect.stringContaining('is a type') }
		]);
	});

	test('is refused when its checks do not compile beside right code, and when there are none', async () => {
		const broken = typesExercise({ 'checks/types.ts': "import { Nothing } from '../params.ts';\n" });
		const faults = await verify(broken);
		expect(faults.ok ? [] : faults.fault[0]).toMatchObject({
			gate: 2,
			message: expect.stringContaining('checks/types.ts:1')
		});

		const empty = await verify(typesExercise({ 'checks/types.ts': 'export {};\n' }));
		expect(empty.ok ? [] : empty.fault).toContainEqual(
			expect.objectContaining({ file: 'checks/types.ts', message: expect.stringContaining('holds no check') })
		);

		const title = 'Params > refuses a misspelt name';
		const visible = `import { test } from 'vitest';\ntest('${title}', () => {});\n`;
		const twice = await verify(typesExercise({ 'checks/visible.ts': visible }));
		expect(twice.ok ? [] : twice.fault).toContainEqual(
			expect.objectContaining({
				gate: 4,
				message: expect.stringContaining(`two checks are called "${title}"`)
			})
		);
	});

	test('is not what older exercises are: they are read as they were stored', async () => {
		const { typeChecks, ...stored } = await templateSource();
		expect(typeChecks).toBe('');
		expect(parseSource(JSON.stringify(stored))).toEqual({ ...stored, typeChecks: '' });
	});
});

describe.each(databases)('a submission about types, on %s', (database) => {
	test('is judged by the compiler, and a bomb is judged, too', async () => {
		const source = typesExercise();
		const verified = await verify(source);
		assert(verified.ok, 'the exercise is green');
		const { services } = await testServices(database, { config: { machineFolder: await machineFolder() } });
		await publishRevision(services, source, verified.value);
		const ada = await accountIn(services);
		const judged = async (text: string) => {
			const clientKey = `key-${services.newId('req')}`.slice(0, 30);
			const submitted = await submit(services, ada, {
				exerciseSlug: source.slug,
				files: { 'params.ts': text },
				clientKey
			});
			assert(submitted.ok, 'it is queued');
			services.judge.wake();
			expect(await awaitVerdict(services, submitted.value.id, 25_000)).toBe('judged');
			return findSubmission(services, ada.id, submitted.value.id);
		};
		const sample = (name: string) => sampleFiles(source, name)['params.ts'] ?? '';

		expect(await judged(sample('record'))).toMatchObject({ verdict: 'accepted' });
		expect(await judged(sample('optional'))).toMatchObject({
			verdict: 'wrong_answer',
			checks: [
				{ outcome: 'wrong_answer', expected: '{ id: string; }', actual: '{ id?: string | undefined; }' },
				{ outcome: 'wrong_answer' },
				{ outcome: 'accepted' },
				{ outcome: 'accepted' }
			],
			misconception: { message: expect.stringContaining('Take the question mark away') }
		});
		const bomb = BOMBS['a tuple of 999 that calls itself'].replace(/export const parse.*/, '');
		const params = `export type Params<_Path extends string> = Pairs<Count<999>, Count<999>>;`;
		expect((await judged(region(bomb + params)))?.verdict).toMatch(/_limit_exceeded$/);
		expect(await judged(sample('mapped'))).toMatchObject({ verdict: 'accepted' });
	});

	test('shows its checks on the page of the exercise', async () => {
		const source = typesExercise();
		const verified = await verify(source);
		assert(verified.ok, 'the exercise is green');
		const { services } = await testServices(database);
		await publishRevision(services, source, verified.value);
		expect(await findExerciseView(services, source.slug)).toMatchObject({
			typeChecks: source.typeChecks,
			checkIds: [],
			hiddenChecksCount: 0,
			typeChecksCount: 4
		});
	});
});

function region(code: string): string {
	return `// region edit\n${code}\n// endregion\n`;
}
