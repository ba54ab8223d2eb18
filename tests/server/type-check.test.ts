import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTypeChecker, type TypeChecker } from '../../src/lib/server/type-check/type-checker.ts';
import { machineFolder } from '../support/machine.ts';

let types: TypeChecker;

beforeAll(async () => {
	types = createTypeChecker({ machineFolder: await machineFolder() });
});

afterAll(() => types.close());

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
});
