import type { Client } from 'pg';

/* @misconception An update is a delete and an insert.
 * @fails "1. No index on what changes > with room on the page, an update is HOT"
 * @message PostgreSQL has counted no update. A row that is deleted and inserted again needs a new entry in every index, and HOT is for updates alone. */
/** The table and its indexes, on an empty database. Its rows are inserted afterwards. */
export const SCHEMA = [
	`create table counters (
		id int primary key,
		site int not null,
		name text not null,
		hits int not null,
		hit_at timestamptz not null
	) with (fillfactor = 80)`,
	'create index counters_of_site on counters (site)',
	'create index counters_silent on counters (hit_at)'
];

/** What was counted of one counter within a minute. */
export interface Count {
	id: number;
	hits: number;
}

/** Adds what was counted within a minute. */
export async function writeMinute(client: Client, counts: readonly Count[]): Promise<void> {
	const ids = counts.map(({ id }) => id);
	await client.query(
		`with gone as (delete from counters where id = any($1::int[]) returning *)
		insert into counters select gone.id, site, name, gone.hits + minute.hits, date_trunc('day', now())
		from gone join unnest($1::int[], $2::int[]) as minute (id, hits) on minute.id = gone.id`,
		[ids, counts.map(({ hits }) => hits)]
	);
}
