export interface CsvOptions {
	separator?: string;
	hasHeader?: boolean;
}

export class CsvError extends Error {
	override name = 'CsvError';
	readonly line: number;

	constructor(message: string, line: number) {
		super(`line ${line}: ${message}`);
		this.line = line;
	}
}

/** RFC 4180, with any separator of one character. */
export function parseRows(text: string, separator = ','): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let field = '';
	let isQuoted = false;
	let line = 1;
	const endField = () => {
		row.push(field);
		field = '';
	};
	const endRow = () => {
		endField();
		rows.push(row);
		row = [];
	};
	for (let at = 0; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '\n') line += 1;
		if (isQuoted) {
			if (character !== '"') field += character;
			else if (text[at + 1] === '"') at += 1;
			else isQuoted = false;
		} else if (character === '"' && field === '') isQuoted = true;
		else if (character === separator) endField();
		else if (character === '\n') endRow();
		else if (character !== '\r') field += character;
	}
	if (isQuoted) throw new CsvError('a quote is never closed', line);
	if (field !== '' || row.length > 0) endRow();
	return rows;
}

export function parseRecords(text: string, { separator = ',' }: CsvOptions = {}): Record<string, string>[] {
	const [header = [], ...rows] = parseRows(text, separator);
	return rows.map((row, index) => {
		if (row.length !== header.length)
			throw new CsvError(`${row.length} fields under ${header.length} headings`, index + 2);
		return Object.fromEntries(header.map((name, column) => [name, row[column] ?? '']));
	});
}

export function format(rows: readonly (readonly unknown[])[], separator = ','): string {
	const quoted = (value: unknown) => {
		const text = value === null || value === undefined ? '' : String(value);
		return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	return rows.map((row) => row.map(quoted).join(separator)).join('\r\n');
}
