import type { Client } from 'pg';

/* @misconception A BRIN index does not count for HOT, so it is the way out.
 * @fails "3. At a fair price > each report reads only rows it asks for"
 * @message The updates are HOT, and the report now reads every row. BRIN knows the smallest and the largest value of a range of pages, which tells something only where neighbours are alike. */
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
	'create index counters_silent on counters using brin (hit_at)'
];

/** What was counted of one counter within a minute. */
export interface Count {
	id: number;
	hits: number;
}

/** Adds what was counted within a minute. */
export async function writeMinute(client: Client, counts: readonly Count[]): Promise<void> {
	await client.query(
		`update counters set hits = counters.hits + minute.hits, hit_at = now()
		from unnest($1::int[], $2::int[]) as minute (id, hits)
		where counters.id = minute.id`,
		[counts.map(({ id }) => id), counts.map(({ hits }) => hits)]
	);
}
