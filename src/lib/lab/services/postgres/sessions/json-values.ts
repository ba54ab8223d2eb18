import { SqlError } from './sql-error.ts';

/**
 * `jsonb` as its text: keys once, short ones first, a space after colons and commas.
 * https://www.postgresql.org/docs/18/datatype-json.html
 */
export function normalizeJson(text: string): string {
	return jsonText(parsed(text));
}

/** `->` and `->>`; null where there is nothing. */
export function jsonMember(text: string, member: string | number, asText: boolean): string | null {
	const value = parsed(text);
	let found: unknown;
	if (Array.isArray(value) && typeof member === 'number') found = value.at(member);
	else if (isRecord(value) && Object.hasOwn(value, String(member))) found = value[String(member)];
	if (found === undefined) return null;
	if (asText) return found === null ? null : typeof found === 'string' ? found : jsonText(found);
	return jsonText(found);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new SqlError('22P02', 'invalid input syntax for type json', { detail: `The text is "${text}".` });
	}
}

function jsonText(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
	if (!isRecord(value)) return JSON.stringify(value);
	const keys = Object.keys(value).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
	return `{${keys.map((key) => `${JSON.stringify(key)}: ${jsonText(value[key])}`).join(', ')}}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
