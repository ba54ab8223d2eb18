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
	const counted = await client.query(`select count(*)::int as live from ${client.escapeIdentifier(table)}`);
	const sized = await client.query('select (pg_relation_size($1) / 8192)::int as pages', [table]);
	let tuples = 0;
	let pointers = 0;
	for (let page = 0; page < sized.rows[0].pages; page += 1) {
		const { rows } = await client.query('select lp_flags from heap_page_items(get_raw_page($1, $2))', [table, page]);
		tuples += rows.filter(({ lp_flags: flags }) => flags === 1).length;
		pointers += rows.filter(({ lp_flags: flags }) => flags === 3).length;
	}
	const { live } = counted.rows[0];
	return { live, dead: tuples - live, pointers };
}

/** Does the least that helps, and says what it was. */
export async function maintain(client: Client, table: string): Promise<'nothing' | 'vacuum' | 'rewrite'> {
	const { live, dead, pointers } = await measure(client, table);
	const isDue = dead + pointers >= 50 + 0.2 * live;
	if (!isDue) return 'nothing';
	// equivalent: await → nothing because a client sends its statements one after the other
	await client.query(`vacuum ${client.escapeIdentifier(table)}`);
	const { rows } = await client.query(
		`select coalesce(sum(avail), 0)::int as free, pg_relation_size($1)::int as bytes from pg_freespace($1)`,
		[table]
	);
	const [{ free, bytes }] = rows;
	// equivalent: > → >= because no file is free for exactly three quarters
	return free > (3 / 4) * bytes ? rewrite(client, table) : 'vacuum';
}

async function rewrite(client: Client, table: string): Promise<'vacuum' | 'rewrite'> {
	return client.query(`vacuum full ${client.escapeIdentifier(table)}`).then(
		() => 'rewrite',
		(error: unknown) => {
			if (Object(error).code === '55P03') return 'vacuum';
			throw error;
		}
	);
}
// endregion
