import { isNode, parseDocument, stringify } from 'yaml';

/** A fact that a form shows as one field, by its path in `exercise.yaml`. */
export const FACT_FIELDS = {
	title: ['title'],
	kind: ['kind'],
	concepts: ['concepts'],
	modules: ['modules'],
	minutes: ['minutes'],
	visibleSeeds: ['seeds', 'visible'],
	hiddenSeeds: ['seeds', 'hidden'],
	exploredSeeds: ['seeds', 'explore'],
	schedules: ['schedules'],
	stepsMax: ['limits', 'stepsMax']
} as const satisfies Record<string, readonly string[]>;

export type FactField = keyof typeof FACT_FIELDS;

/** What each field would show: lists joined by commas, nothing where the file says nothing. Null for what is no YAML. */
export function readFactFields(text: string): Record<FactField, string> | null {
	const document = parseDocument(text);
	if (document.errors.length > 0) return null;
	const entries = Object.entries(FACT_FIELDS).map(([field, path]) => {
		const value: unknown = document.toJS()?.[path[0]];
		const nested = path.length === 1 ? value : isRecord(value) ? value[path[1]] : undefined;
		return [field, wordsOf(nested)];
	});
	return Object.fromEntries(entries);
}

/**
 * The file with one fact changed and every other letter as it stood, comments too. An empty field takes the
 * fact out, so that its usual value holds again.
 */
export function writeFactField(text: string, field: FactField, words: string): string {
	const document = parseDocument(text);
	if (document.errors.length > 0) return text;
	const [name, inner] = FACT_FIELDS[field];
	const value = valueOf(field, words.trim());
	const known = rangeOf(document.getIn(FACT_FIELDS[field], true));
	if (known && value !== null) return spliced(text, known, flowText(value));
	if (inner === undefined)
		return value === null ? withoutLine(text, known) : withLine(text, name, flowText(value));

	const outer: unknown = document.toJS()?.[name];
	const facts = Object.entries({ ...(isRecord(outer) ? outer : {}), [inner]: value });
	const kept = flowText(Object.fromEntries(facts.filter(([, each]) => each !== null)));
	const place = rangeOf(document.getIn([name], true));
	return place ? spliced(text, place, kept) : withLine(text, name, kept);
}

interface Range {
	from: number;
	to: number;
}

function rangeOf(node: unknown): Range | null {
	return isNode(node) && node.range ? { from: node.range[0], to: node.range[1] } : null;
}

function spliced(text: string, { from, to }: Range, replacement: string): string {
	return text.slice(0, from) + replacement + text.slice(to);
}

function withLine(text: string, name: string, value: string): string {
	return `${text.replace(/\n*$/, text.trim() === '' ? '' : '\n')}${name}: ${value}\n`;
}

/** From the start of the line in which a value begins to the end of the one in which it ends. */
function withoutLine(text: string, value: Range | null): string {
	if (!value) return text;
	const from = text.lastIndexOf('\n', value.from - 1) + 1;
	const end = text.indexOf('\n', Math.max(value.from, value.to - 1));
	return text.slice(0, from) + (end === -1 ? '' : text.slice(end + 1));
}

/** On one line, as the template writes it. */
function flowText(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
	if (!isRecord(value)) return stringify(value, { lineWidth: 0, blockQuote: false }).trim();
	const facts = Object.entries(value).map(([key, each]) => `${key}: ${flowText(each)}`);
	return facts.length === 0 ? '{}' : `{ ${facts.join(', ')} }`;
}

const LISTS = ['concepts', 'modules', 'visibleSeeds'];
const WORDS = ['title', 'kind', 'concepts', 'modules'];

/** As typed where it is no number, so that reading the file says what is wrong with it. */
function valueOf(field: FactField, words: string): string | number | (string | number)[] | null {
	const one = (word: string) => (WORDS.includes(field) || !/^-?\d+$/.test(word) ? word : Number(word));
	if (!LISTS.includes(field)) return words === '' ? null : one(words);
	const items = words
		.split(',')
		.map((item) => item.trim())
		.filter((item) => item !== '');
	return items.length === 0 && field === 'visibleSeeds' ? null : items.map(one);
}

function wordsOf(value: unknown): string {
	if (Array.isArray(value)) return value.map(String).join(', ');
	return value === undefined || value === null ? '' : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
