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
