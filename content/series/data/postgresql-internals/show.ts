import type { Client } from 'pg';

/** Prints what a query gives, as an aligned table. */
export async function show(client: Client, sql: string): Promise<void> {
	const { fields, rows } = await client.query({ text: sql, rowMode: 'array' });
	const lines: string[][] = [
		fields.map(({ name }) => name),
		...rows.map((row: unknown[]) => row.map((value) => String(value ?? '')))
	];
	const widths = fields.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
	for (const line of lines) {
		console.log(
			line
				.map((text, column) => text.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd()
		);
	}
}

/** Prints the line pointers of a table's first page, with the tuples they lead to. */
export async function showPage(client: Client, table: string): Promise<void> {
	await show(
		client,
		`select lp, (array['unused', 'normal', 'redirect to ' || lp_off, 'dead'])[lp_flags + 1] as state,
			t_xmin as xmin, t_xmax as xmax, t_ctid as ctid,
			concat_ws(' ', case when t_infomask2 & 16384 > 0 then 'HOT_UPDATED' end,
				case when t_infomask2 & 32768 > 0 then 'HEAP_ONLY' end) as flags
		from heap_page_items(get_raw_page('${table}', 0))`
	);
}
