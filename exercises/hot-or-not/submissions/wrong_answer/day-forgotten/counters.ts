import type { Client } from 'pg';

/* @misconception What need not be exact need not be written.
 * @fails "3. At a fair price > who was hit today is not silent today, and who was hit yesterday is not silent since then"
 * @message A counter that had a hit is reported as silent. The hour of a hit is of no interest, its day is. */
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
	await client.query(
		`update counters set hits = counters.hits + minute.hits, hit_at = counters.hit_at
		from unnest($1::int[], $2::int[]) as minute (id, hits)
		where counters.id = minute.id`,
		[counts.map(({ id }) => id), counts.map(({ hits }) => hits)]
	);
}
