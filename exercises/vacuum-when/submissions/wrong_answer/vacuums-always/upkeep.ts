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
/* @misconception Each dead tuple is one too many.
 * @fails "2. What to do about it > nothing, for a table: a tenth updated"
 * @message A tenth of the rows was updated, which is little: the scan of the whole table is not worth it yet. Compare with 50 plus a fifth of the live rows. */
/** What is on all pages of a table. */
export async function measure(client: Client, table: string): Promise<Measure> {
	const { rows } = await client.query<Measure>(
		`select live, (tuples - live)::int as dead, pointers
		from (select count(*)::int as live from ${client.escapeIdentifier(table)}) seen,
			(select count(*) filter (where lp_flags = 1) as tuples, count(*) filter (where lp_flags = 3)::int as pointers
			from generate_series(0, pg_relation_size($1::text::regclass) / 8192 - 1) page,
				heap_page_items(get_raw_page($1::text, page::int))) items`,
		[table]
	);
	const [found] = rows;
	if (!found) throw new Error('A count always has a row.');
	return found;
}

/** Does the least that helps, and says what it was. */
export async function maintain(client: Client, table: string): Promise<'nothing' | 'vacuum' | 'rewrite'> {
	const { live, dead, pointers } = await measure(client, table);
	if (dead + pointers === 0 && live > 0) return 'nothing';
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
