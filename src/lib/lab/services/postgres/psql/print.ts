import type { QueryArrayResult } from 'pg';

/** Of types that psql aligns to the right: numbers, money, oid (`pg_type.typcategory` N). */
const RIGHT = new Set([20, 21, 23, 26, 700, 701, 790, 1700]);

/** A result as psql prints it: a table and the number of rows, or the command's tag: `CREATE TABLE`. */
export function resultText({ fields, rows }: QueryArrayResult<(string | null)[]>, tag: string): string {
	if (fields.length === 0) return tag;
	const cells = rows.map((row) => row.map((value) => (value ?? '').split('\n')));
	const widths = fields.map(({ name }, column) =>
		Math.max(
			name.length,
			...cells.map((row) => Math.max(...(row[column] ?? ['']).map(({ length }) => length)))
		)
	);
	const head = fields.map(({ name }, column) => centered(name, widths[column] ?? 0));
	const lines = [
		` ${head.join(' | ')} `.trimEnd(),
		widths.map((width) => '-'.repeat(width + 2)).join('+'),
		...cells.flatMap((row) =>
			rowLines(
				row,
				widths,
				fields.map(({ dataTypeID }) => RIGHT.has(dataTypeID))
			)
		),
		`(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`
	];
	return lines.join('\n');
}

/** A value of several lines goes on below, with a `+` after each of them. */
function rowLines(
	row: readonly (readonly string[])[],
	widths: readonly number[],
	isRight: readonly boolean[]
): string[] {
	const height = Math.max(...row.map(({ length }) => length));
	return Array.from({ length: height }, (_, index) =>
		row
			.map((parts, column) => {
				const part = parts[index] ?? '';
				const width = widths[column] ?? 0;
				const text = isRight[column] ? part.padStart(width) : part.padEnd(width);
				return ` ${text}${index < parts.length - 1 ? '+' : ' '}`;
			})
			.join('|')
			.trimEnd()
	);
}

function centered(text: string, width: number): string {
	return text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);
}

export interface ServerError {
	severity?: string | undefined;
	message: string;
	detail?: string | undefined;
	hint?: string | undefined;
	position?: string | undefined;
}

/** As psql prints an error or a notice: with the line it is about and a mark below the place. */
export function messageText(
	{ severity = 'ERROR', message, detail, hint, position }: ServerError,
	statement: string
): string {
	const lines = [`${severity}:  ${message}`];
	if (position !== undefined) lines.push(...placeLines(statement, Number(position)));
	if (detail !== undefined) lines.push(`DETAIL:  ${detail}`);
	if (hint !== undefined) lines.push(`HINT:  ${hint}`);
	return lines.join('\n');
}

function placeLines(statement: string, position: number): string[] {
	const before = statement.slice(0, position - 1).split('\n');
	const lead = `LINE ${before.length}: `;
	const line = statement.split('\n')[before.length - 1] ?? '';
	return [lead + line, `${' '.repeat(lead.length + (before.at(-1) ?? '').length)}^`];
}
