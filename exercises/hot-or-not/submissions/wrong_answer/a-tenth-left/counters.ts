import type { Client } from 'pg';

/* @misconception A little room is enough, because old versions are pruned.
 * @fails "2. Room on the page > in a quarter of an hour, 97 of 100 updates are HOT"
 * @message Some pages were full before the minute was over. Pruning frees the versions of the minutes before, so a page needs room for those of one whole minute: count how many of its rows are hit. */
/** The table and its indexes, on an empty database. Its rows are inserted afterwards. */
export const SCHEMA = [
	`create table counters (
		id int primary key,
		site int not null,
		name text not null,
		hits int not null,
		hit_at timestamptz not null
	) with (fillfactor = 90)`,
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
