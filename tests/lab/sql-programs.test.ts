import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/lib/domain/report.ts';
import { runJob } from '../../src/lib/sandbox/engine.ts';
import type { Machine } from '../../src/lib/sandbox/machine.ts';
import { programJob } from '../support/jobs.ts';
import { openMachine } from '../support/machine.ts';
import { shownStates } from '../support/shown-states.ts';

let machine: Machine;

beforeAll(async () => {
	machine = await openMachine();
});

function run(sql: string): Promise<Report> {
	return runJob(machine, {
		...programJob(''),
		files: { 'main.sql': sql },
		entries: ['main.sql'],
		isTraced: true
	});
}

const printed = ({ output }: Report) => output.map(({ values }) => values.map(({ text }) => text).join(' '));

const ACCOUNTS = `create table accounts (id int primary key, owner text, balance int);
insert into accounts values (1, 'Ada', 100), (2, null, 50);
`;

describe('a file of SQL', () => {
	test('prints as psql does: tags, tables, rows counted, numbers to the right', async () => {
		const report = await run(`${ACCOUNTS}select * from accounts;\nselect from accounts where false`);

		expect(report.stopped).toBeNull();
		expect(printed(report)).toEqual([
			'CREATE TABLE',
			'INSERT 0 2',
			[
				' id | owner | balance',
				'----+-------+---------',
				'  1 | Ada   |     100',
				'  2 |       |      50',
				'(2 rows)'
			].join('\n'),
			'SELECT 0'
		]);
	});

	test('goes on after an error, which says where it is, and where in the file', async () => {
		const report = await run('select 1 as one;\n\nselect one,\n  two\n  from nothing;\nselect 2 as two;');

		expect(printed(report)).toEqual([
			' one\n-----\n   1\n(1 row)',
			'ERROR:  relation "nothing" does not exist\nLINE 3:   from nothing\n               ^',
			' two\n-----\n   2\n(1 row)'
		]);
		expect(report.output.map(({ level, location }) => [level, location?.path, location?.line])).toEqual([
			['log', 'main.sql', 1],
			['error', 'main.sql', 3],
			['log', 'main.sql', 6]
		]);
	});

	test('prints notices, with what the statement itself gives after them', async () => {
		const report = await run('drop table if exists nothing; do $$ begin raise warning $w$a;b$w$; end $$;');

		expect(printed(report)).toEqual([
			'NOTICE:  table "nothing" does not exist, skipping',
			'DROP TABLE',
			'WARNING:  a;b',
			'DO'
		]);
	});

	test('draws a plan, and prints it without times', async () => {
		const report = await run(
			`${ACCOUNTS}explain (analyze, buffers) select * from accounts where balance > 60;`
		);

		expect(printed(report).at(-1)).toBe(
			[
				'QUERY PLAN',
				'Seq Scan on accounts  (rows expected 400, got 1)',
				'  Filter: (balance > 60)',
				'  Rows Removed by Filter: 1',
				'  Buffers: shared hit=1 read=0'
			].join('\n')
		);
		expect(shownStates(report, 'plan/postgres/1').at(-1)).toMatchObject({
			plan: { 'Node Type': 'Seq Scan', 'Actual Rows': 1 }
		});
	});

	test('compares a plan with its estimates, also where the costs were not wanted', async () => {
		const report = await run(`${ACCOUNTS}analyze accounts;\nexplain (costs off) select * from accounts;`);

		expect(printed(report).at(-1)).toBe('QUERY PLAN\nSeq Scan on accounts  (rows expected 2)');
	});

	test('draws the pages of a table and of its index after each statement, dead tuples with their values', async () => {
		const report = await run(
			`${ACCOUNTS}\\draw accounts, accounts_pkey\nupdate accounts set balance = 7 where id = 1;\nvacuum accounts;`
		);
		const pages = shownStates(report, 'heap/postgres/accounts/0');

		expect(pages).toHaveLength(3);
		expect(pages[1]).toMatchObject({
			pageBytes: 8192,
			linePointers: [
				{
					number: 1,
					tuple: {
						ctid: { block: 0, number: 3 },
						values: { id: '1', owner: 'Ada', balance: '100' },
						flags: expect.arrayContaining(['HEAP_HOT_UPDATED'])
					}
				},
				{ number: 2, tuple: { values: { id: '2', owner: null, balance: '50' } } },
				{ number: 3, tuple: { values: { balance: '7' }, flags: expect.arrayContaining(['HEAP_ONLY_TUPLE']) } }
			]
		});
		expect(pages[2]).toMatchObject({
			isAllVisible: true,
			linePointers: [{ state: 'redirect', redirectsTo: 3 }, { number: 2 }, { number: 3 }]
		});
		expect(shownStates(report, 'index/postgres/accounts_pkey').at(-1)).toMatchObject({
			level: 0,
			pages: [
				{
					items: [
						{ key: '1', tuples: ['(0,1)'] },
						{ key: '2', tuples: ['(0,2)'] }
					]
				}
			]
		});
	});

	test('shows an index of several levels: high keys, and which page is below which', async () => {
		const report = await run(`create table many as select i as id from generate_series(1, 1000) i;
create index many_id on many (id);
\\draw many_id`);

		const [image] = shownStates(report, 'index/postgres/many_id');
		expect(image).toMatchObject({ root: 3, level: 1 });
		expect(image).toMatchObject({
			pages: [
				{
					block: 1,
					level: 0,
					next: 2,
					items: expect.arrayContaining([expect.objectContaining({ isHighKey: true })])
				},
				{ block: 2, level: 0 },
				{
					block: 3,
					level: 1,
					items: [
						{ key: null, child: 1 },
						{ key: '367', child: 2 },
						{ key: '733', child: 4 }
					]
				},
				{ block: 4, level: 0, next: null }
			]
		});
	});

	test('does the same each time, and says what it does not know', async () => {
		const script = `${ACCOUNTS}\\draw accounts\nselect random(), now(), xmin from accounts;\n\\copy accounts`;
		const [first, second] = [await run(script), await run(script)];

		expect(second.output).toEqual(first.output);
		expect(second.usage.steps).toBe(first.usage.steps);
		expect(printed(first).at(-1)).toBe('invalid command \\copy\nHINT:  There is \\draw <table or index>.');
	});
});
