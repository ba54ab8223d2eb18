import { format, formatRegExp, inspect, truncateString } from '@vitest/utils/display';
import { isNegativeNaN, isObject, objectAttr } from '@vitest/utils/helpers';
import { append } from './host.ts';

/** Rows of `.each` and `.for`: where they come from, and how they stand in a title, as Vitest has it. */
export function rowsOf(table: unknown, values: readonly unknown[]): unknown[] {
	if (!Array.isArray(table)) throw new TypeError('each() and for() take an array of rows, or a table.');
	return values.length > 0 ? templateRows(table, values) : table;
}

/** The tagged-template form: a header of names, then values row by row. */
function templateRows(strings: readonly unknown[], values: readonly unknown[]): unknown[] {
	const names = (strings.join('').trim().replaceAll(' ', '').split('\n')[0] ?? '').split('|');
	const rows: unknown[] = [];
	for (let at = 0; at + names.length <= values.length; at += names.length) {
		append(rows, Object.fromEntries(names.map((name, index) => [name.trim(), values[at + index]])));
	}
	return rows;
}

const TRUNCATED_AT = 40;

/** `%s %d %i %f %j %o %#  %$ %%`, `$name`, `$a.b` and `$0`. */
export function rowTitle(template: string, items: readonly unknown[], index: number): string {
	const title = withSigns(withIndex(template, index), items);
	const count = title.split('%').length - 1;
	let output = '';
	let used = 0;
	let at = 0;
	for (const match of title.matchAll(formatRegExp)) {
		output += withNames(title.slice(at, match.index), items);
		output += used < count ? format([match[0], items[used++]], { truncate: TRUNCATED_AT }) : match[0];
		at = match.index + match[0].length;
	}
	return output + withNames(title.slice(at), items);
}

function withIndex(template: string, index: number): string {
	if (!template.includes('%#') && !template.includes('%$')) return template;
	return template.replace(/%%|%#|%\$/g, (found) =>
		found === '%%' ? found : String(found === '%#' ? index : index + 1)
	);
}

/** What `%f` would print without its sign: -0 and a negative NaN. */
function withSigns(template: string, items: readonly unknown[]): string {
	let used = 0;
	return template.replaceAll('%f', (found: string) => {
		const item = items[used++];
		return Object.is(item, -0) || (typeof item === 'number' && isNegativeNaN(item)) ? `-${found}` : found;
	});
}

function withNames(text: string, items: readonly unknown[]): string {
	const [first] = items;
	return text.replace(/\$([$\w.\u00a1-\uffff]+)/g, (_whole: string, key: string) => {
		const isPlace = /^\d+$/.test(key);
		if (!isObject(first) && !isPlace) return `$${key}`;
		const placed: unknown = isPlace ? objectAttr(items, key) : undefined;
		const value: unknown = (isObject(first) ? objectAttr(first, key) : undefined) ?? placed;
		return typeof value === 'string'
			? truncateString(value, TRUNCATED_AT)
			: inspect(value, { truncate: TRUNCATED_AT });
	});
}
