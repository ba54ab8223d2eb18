import type { Client } from 'pg';

export interface Measure {
	/** Rows that a query sees. */
	live: number;
	/** Tuples on the pages that no query sees. */
	dead: number;
	/** Dead line pointers. */
	pointers: number;
}

// region edit
/* @misconception The statistics know.
 * @fails "2. What to do about it > an error that is no lock is an error"
 * @message The statistics tell what was reported, and of a table that is not there they tell nothing. They are lost in a crash, too. Count what is on the pages. */
/** What is on all pages of a table. */
export async function measure(client: Client, table: string): Promise<Measure> {
	await client.query('select pg_stat_force_next_flush()');
	const { rows } = await client.query<Measure>(
		`select n_live_tup::int as live, n_dead_tup::int as dead, 0 as pointers from pg_stat_user_tables where relname = $1`,
		[table]
	);
	return rows[0] ?? { live: 0, dead: 0, pointers: 0 };
}

/** Does the least that helps, and says what it was. */
export async function maintain(client: Client, table: string): Promise<'nothing' | 'vacuum' | 'rewrite'> {
	const { live, dead, pointers } = await measure(client, table);
	if (dead + pointers < 50 + live / 5) return 'nothing';
	const name = client.escapeIdentifier(table);
	await client.query(`vacuum ${name}`);
	const { rows } = await client.query(
		'select (select sum(avail) from pg_freespace($1)) > 0.75 * pg_relation_size($1) as empty',
		[table]
	);
	if (!rows[0].empty) return 'vacuum';
	try {
		await client.query(`vacuum full ${name}`);
		return 'rewrite';
	} catch (error) {
		if (Object(error).code !== '55P03') throw error;
		return 'vacuum';
	}
}
// endregion
