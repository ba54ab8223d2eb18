// read-only
import type { Client } from 'pg';
import { SCHEMA, writeMinute, type Count } from './counters.ts';

/** The last hit of all counters is today, but for those with a number that this divides: they had it a month ago. */
export const SILENT_EACH = 50;

/** Makes the table of SCHEMA and inserts so many counters, 20 to a site. */
export async function openCounters(client: Client, countersCount: number): Promise<void> {
	for (const statement of SCHEMA) await client.query(statement);
	await client.query(
		`insert into counters (id, site, name, hits, hit_at)
		select id, id % ($1 / 20 + 1), 'counter ' || id, 0,
			current_date - case when id % ${SILENT_EACH} = 0 then 30 else 0 end
		from generate_series(1, $1::int) id`,
		[countersCount]
	);
}

/** A minute in which a fifth of the counters are hit, each a few times. Silent counters are not. */
export function drawMinute(countersCount: number): Count[] {
	const ids = Array.from({ length: countersCount }, (_, index) => index + 1);
	return ids
		.filter((id) => id % SILENT_EACH !== 0 && Math.random() < 0.2)
		.map((id) => ({ id, hits: 1 + Math.floor(Math.random() * 9) }));
}

/** What PostgreSQL has counted of the updates of the table, and how large it is. */
export interface Statistics {
	updates: number;
	hot: number;
	/** Updates whose new version had to go to another page. */
	otherPage: number;
	pages: number;
}

export async function readStatistics(client: Client): Promise<Statistics> {
	await client.query('select pg_stat_force_next_flush()');
	const { rows } = await client.query(
		`select n_tup_upd::int as updates, n_tup_hot_upd::int as hot, n_tup_newpage_upd::int as "otherPage",
			(pg_relation_size(relid) / 8192)::int as pages
		from pg_stat_user_tables where relname = 'counters'`
	);
	return rows[0];
}

/** Counts for so many minutes, and says what that was for the table. */
export async function countMinutes(
	client: Client,
	countersCount: number,
	minutes: number
): Promise<Statistics> {
	for (let minute = 0; minute < minutes; minute += 1) await writeMinute(client, drawMinute(countersCount));
	return readStatistics(client);
}
