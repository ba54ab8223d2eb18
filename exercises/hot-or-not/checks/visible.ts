import pg from 'pg';
import { lab, type LabPostgres } from 'lab';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeMinute } from '../counters.ts';
import { countMinutes, openCounters, readStatistics, SILENT_EACH } from '../counting.ts';
import { REPORTS } from '../reports.ts';

let client: pg.Client;
let db: LabPostgres;

beforeEach(async () => {
	db = lab.postgres();
	// Many short statements are no slower here than one: what counts is what they do to the pages.
	lab.network({ latency: 0 });
	client = new pg.Client({ host: 'postgres' });
	await client.connect();
});

describe('1. No index on what changes', () => {
	const counters = 'select id, to_jsonb(counters) as columns from counters order by id';

	/** Of each index that counts for HOT, the columns it refers to in any way. */
	const referred = `select distinct relname as index, attname as column
		from pg_depend join pg_class on pg_class.oid = objid
			join pg_am on pg_am.oid = relam and amname <> 'brin'
			join pg_attribute on attrelid = refobjid and attnum = refobjsubid
		where classid = 'pg_class'::regclass and refobjid = 'counters'::regclass and relkind = 'i'
		union select relname, attname
		from pg_index join pg_class on pg_class.oid = indexrelid
			join pg_am on pg_am.oid = relam and amname <> 'brin'
			join pg_attribute on attrelid = indrelid and attnum = any(indkey)
		where indrelid = 'counters'::regclass
		order by 1, 2`;

	test('what was counted is added', async () => {
		await openCounters(client, 40);
		await writeMinute(client, [
			{ id: 3, hits: 5 },
			{ id: 9, hits: 1 }
		]);
		await writeMinute(client, [{ id: 3, hits: 2 }]);

		expect(
			db.query('select id, hits from counters where hits <> 0 order by id'),
			'counters that have hits as soon as writeMinute has ended, after 5 and 2 for number 3, and 1 for number 9'
		).toEqual([
			{ id: 3, hits: 7 },
			{ id: 9, hits: 1 }
		]);
	});

	test('a second hit on the same day changes nothing that an index refers to', async () => {
		await openCounters(client, 40);
		await writeMinute(client, [{ id: 7, hits: 1 }]);
		const { rows: before } = await client.query(counters);
		await writeMinute(client, [{ id: 7, hits: 1 }]);

		const { rows: after } = await client.query(counters);
		const { rows: columns } = await client.query(referred);
		const changed = columns.filter(({ column }) => before[6].columns[column] !== after[6].columns[column]);
		expect(
			changed.map(({ index, column }) => `${column}, in ${index}`),
			'columns that a second hit changed, and the index that refers to each'
		).toEqual([]);
	});

	test('with room on the page, an update is HOT', async () => {
		await openCounters(client, 40);
		const ids = Array.from({ length: 40 }, (_, index) => index + 1);
		await writeMinute(
			client,
			ids.filter((id) => id % SILENT_EACH !== 0).map((id) => ({ id, hits: 1 }))
		);

		const { updates, hot } = await readStatistics(client);
		expect(
			`${updates} updates, ${hot} HOT`,
			'what PostgreSQL counted, after a hit of each of 40 counters on a page that has room for all of them'
		).toBe('40 updates, 40 HOT');
	});
});

describe('2. Room on the page', () => {
	test('in a quarter of an hour, 97 of 100 updates are HOT', async () => {
		await openCounters(client, 2_000);
		const { pages: before } = await readStatistics(client);
		const { updates, hot, otherPage, pages } = await countMinutes(client, 2_000, 15);

		const found = `${otherPage} of ${updates} new versions went to another page, and the table from ${before} to ${pages} pages`;
		expect(Math.floor((100 * hot) / updates), `HOT updates in per cent; ${found}`).toBeGreaterThanOrEqual(97);
	});
});

describe('3. At a fair price', () => {
	/** Rows that were read and did not belong to the answer. */
	function rowsInVain(plan: Record<string, unknown>): number {
		const loops = Number(plan['Actual Loops']);
		const own =
			Number(plan['Rows Removed by Filter'] ?? 0) + Number(plan['Rows Removed by Index Recheck'] ?? 0);
		const below = Array.isArray(plan.Plans) ? plan.Plans.map(rowsInVain) : [];
		return below.reduce((sum, rows) => sum + rows, own * loops);
	}

	test('each report reads only rows it asks for', async () => {
		await openCounters(client, 2_000);
		await client.query('analyze counters');
		// Whether an index can be used is the question, not whether it pays for a table that is so small.
		await client.query('set enable_seqscan = off');
		const asked = [
			{ name: 'one', values: ['1234'] },
			{ name: 'site', values: ['77'] },
			{ name: 'silent', values: ['2023-11-01'] }
		] as const;
		for (const { name, values } of asked) {
			const { rows } = await client.query(`explain (analyze, timing off, format json) ${REPORTS[name]}`, [
				...values
			]);
			const [{ Plan: plan }] = rows[0]['QUERY PLAN'];
			const top = `the top of its plan is ${plan['Node Type']}`;
			expect(rowsInVain(plan), `rows that the report "${name}" reads in vain; ${top}`).toBe(0);
		}
	});

	test('the table is at most 1.6 times as large as it must be', async () => {
		await openCounters(client, 2_000);
		const { pages } = await readStatistics(client);
		// Not CREATE TABLE AS, which adds pages to a file by the handful and leaves the last ones empty.
		await client.query('create table packed (like counters)');
		await client.query('insert into packed select * from counters');
		const { rows } = await client.query(`select (pg_relation_size('packed') / 8192)::int as pages`);

		const budget = Math.floor(1.6 * rows[0].pages);
		expect(pages, `pages of 2,000 counters, which fit on ${rows[0].pages} full ones`).toBeLessThanOrEqual(
			budget
		);
	});
});
