import type { Client } from 'pg';

/* @misconception VACUUM makes the room that HOT needs.
 * @fails "2. Room on the page > in a quarter of an hour, 97 of 100 updates are HOT"
 * @message The first minutes found full pages, and what VACUUM freed after them came too late. Room has to be there before the first update. */
/** The table and its indexes, on an empty database. Its rows are inserted afterwards. */
export const SCHEMA = [
	`create table counters (
		id int primary key,
		site int not null,
		name text not null,
		hits int not null,
		hit_at timestamptz not null
	)`,
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
	await client.query('vacuum counters');
}
