import type { Client } from 'pg';

/** The table and its indexes, on an empty database. Its rows are inserted afterwards. */
export const SCHEMA = [
	`create table counters (
		id int primary key,
		site int not null,
		name text not null,
		hits int not null,
		hit_at date not null
	) with (fillfactor = 75)`,
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
		`merge into counters using unnest($1::int[], $2::int[]) as minute (id, hits) on counters.id = minute.id
		when matched then update set hits = counters.hits + minute.hits, hit_at = current_date`,
		[counts.map(({ id }) => id), counts.map(({ hits }) => hits)]
	);
}
