import type { Client } from 'pg';

/* @misconception The more room, the better.
 * @fails "3. At a fair price > the table is at most 1.6 times as large as it must be"
 * @message The table is several times as large as its rows, before anything was updated. Every scan and the cache pay for the room; leave as much as a minute needs. */
/** The table and its indexes, on an empty database. Its rows are inserted afterwards. */
export const SCHEMA = [
	`create table counters (
		id int primary key,
		site int not null,
		name text not null,
		hits int not null,
		hit_at timestamptz not null
	) with (fillfactor = 10)`,
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
	await client.query(
		`update counters set hits = counters.hits + minute.hits, hit_at = date_trunc('day', now())
		from unnest($1::int[], $2::int[]) as minute (id, hits)
		where counters.id = minute.id`,
		[counts.map(({ id }) => id), counts.map(({ hits }) => hits)]
	);
}
