import pgTypes from 'pg-types';
import utils from 'pg/lib/utils.js';
import { append } from '../../../runtime/host.ts';
import type { Result } from '../session.ts';

/** Rows as objects, with values as `pg-types` reads them, whatever parsers programs have set. */
export function rowsOf(result: Result | undefined): Record<string, unknown>[] {
	const rows: Record<string, unknown>[] = [];
	if (!result) return rows;
	const parsers = result.fields.map(({ dataTypeID }) => pgTypes.getTypeParser(dataTypeID));
	for (const texts of result.rows) {
		const row: Record<string, unknown> = {};
		result.fields.forEach(({ name }, at) => {
			const text = texts[at] ?? null;
			row[name] = text === null ? null : parsers[at]?.(text);
		});
		append(rows, row);
	}
	return rows;
}

/** A value as the text of a parameter. */
export function parameterOf(value: unknown): string | null {
	return textOf(utils.prepareValue(value));
}

/** Of what node-postgres has prepared. Bytes travel as `bytea` writes them. */
export function textOf(prepared: unknown): string | null {
	if (prepared === null) return null;
	return prepared instanceof Uint8Array ? `\\x${Buffer.from(prepared).toString('hex')}` : String(prepared);
}
