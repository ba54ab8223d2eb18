import { describe, expect, test } from 'vitest';
import { splitStatements } from '../../src/lib/domain/sql-statements.ts';

const texts = (script: string) => splitStatements(script).map(({ text }) => text);

describe('a script of SQL', () => {
	test('is split at its semicolons, and says where each statement begins', () => {
		const script = 'select 1;\n  select 2 ;;\n-- the end\n';

		expect(splitStatements(script)).toEqual([
			{ text: 'select 1', offset: 0 },
			{ text: 'select 2', offset: 12 }
		]);
	});

	test.each([
		["select 'a;b''c;'"],
		[`select ";"`],
		["select E'it\\';'"],
		['select $$ ; $$'],
		['do $body$ begin perform 1; end $body$'],
		['select 1 /* ; /* ; */ ; */ + 1'],
		['select 1 -- ;\n+ 1'],
		['create rule r as on insert to t do (select 1; select 2)'],
		['create function f() returns int begin atomic select case when true then 1 end; select 2; end']
	])('keeps %s whole', (statement) => {
		expect(texts(`${statement};select 2`)).toEqual([statement, 'select 2']);
	});

	test('with a quote that never ends is one statement, for the server to refuse', () => {
		expect(texts("select 'a; select 2;")).toEqual(["select 'a; select 2;"]);
	});
});
