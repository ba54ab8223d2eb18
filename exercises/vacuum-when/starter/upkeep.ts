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
/** What is on all pages of a table. */
export async function measure(client: Client, table: string): Promise<Measure> {
	const { rows } = await client.query(
		`select n_live_tup::int as live, n_dead_tup::int as dead, 0 as pointers from pg_stat_user_tables where relname = $1`,
		[table]
	);
	return rows[0];
}

/** Does the least that helps, and says what it was. */
export async function maintain(client: Client, table: string): Promise<'nothing' | 'vacuum' | 'rewrite'> {
	const { dead } = await measure(client, table);
	if (dead === 0) return 'nothing';
	await client.query(`vacuum full ${client.escapeIdentifier(table)}`);
	return 'rewrite';
}
// endregion
