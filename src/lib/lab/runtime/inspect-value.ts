import type { InspectedValue } from '../../domain/report.ts';
import { errorParts } from './inspect-error.ts';
import { append } from './host.ts';
import { joined, type LayoutOptions } from './inspect-layout.ts';
import { functionText, namesOf, prefixOf, type Names } from './inspect-names.ts';
import { keyText, primitiveText } from './inspect-text.ts';
import { boxedText, itemsOf, MORE } from './inspect-items.ts';

/** Values as text, by the rules of Node's `util.inspect`, and at the same time as a tree to look into. */
export interface InspectOptions extends Omit<LayoutOptions, 'indentation' | 'currentDepth'> {
	depth: number;
	showHidden: boolean;
	customInspect: boolean;
	/** In brackets also where an error stands alone, as for one without a stack. */
	wrapsErrors: boolean;
	sorted: boolean | ((a: string, b: string) => number);
	getters: boolean | 'get' | 'set';
}

export interface Collected {
	entries: NonNullable<InspectedValue['entries']>;
	omittedCount: number;
}

export interface Look extends InspectOptions, LayoutOptions {
	seen: object[];
	circular: Map<object, number>;
	/** Values may be endless: so many are looked at. */
	nodesLeft: number;
	/** So many of them become parts of the tree. */
	branchesLeft: number;
	/** Where the parts of the value at hand go; null when only text is wanted. */
	tree: Collected | null;
	/** For a value's own way to be shown. */
	inspect: (...args: unknown[]) => string;
	userOptions: object;
}

const TREE_DEPTH = 5;

export function formatValue(look: Look, value: unknown, depth: number): string {
	if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
		return primitiveText(value, look);
	if (look.nodesLeft-- <= 0) return '…';
	const names = namesOf(value);
	if (look.customInspect && names.custom !== null) {
		const shown = names.custom(
			look.depth - depth,
			{ ...look.userOptions, ...optionsOf(look), depth: look.depth - depth },
			look.inspect
		);
		if (shown !== value)
			return typeof shown === 'string'
				? shown.replaceAll('\n', `\n${' '.repeat(look.indentation)}`)
				: formatValue(look, shown, depth);
	}
	if (look.seen.includes(value)) {
		const index = look.circular.get(value) ?? look.circular.size + 1;
		look.circular.set(value, index);
		return look.stylize(`[Circular *${index}]`, 'special');
	}
	return formatObject(look, value, names, depth);
}

function optionsOf({
	showHidden,
	colors,
	customInspect,
	maxArrayLength,
	maxStringLength,
	breakLength,
	compact,
	sorted,
	getters,
	numericSeparator,
	stylize
}: Look) {
	return {
		showHidden,
		colors,
		customInspect,
		maxArrayLength,
		maxStringLength,
		breakLength,
		compact,
		sorted,
		getters,
		numericSeparator,
		stylize
	};
}

/** A value inside another: its text, and its place in the tree. */
export function formatPart(look: Look, key: string, value: unknown, depth: number): string {
	const { tree } = look;
	const own: Collected | null = tree && look.branchesLeft-- > 0 ? { entries: [], omittedCount: 0 } : null;
	look.tree = own;
	look.indentation += 2;
	const text = formatValue(look, value, depth);
	if (tree && own) append(tree.entries, { key, value: treeNode(value, text, own, look.indentation) });
	look.indentation -= 2;
	look.tree = tree;
	return text;
}

/** In the tree a text stands by itself: strings are raw, and lines begin at the left. */
export function treeNode(
	value: unknown,
	text: string,
	{ entries, omittedCount }: Collected,
	indentation = 0
): InspectedValue {
	const kind = kindOf(value);
	const own = typeof value === 'string' ? value : text.replaceAll(`\n${' '.repeat(indentation)}`, '\n');
	if (entries.length === 0) return { kind, text: own };
	return omittedCount > 0 ? { kind, text: own, entries, omittedCount } : { kind, text: own, entries };
}

function kindOf(value: unknown): InspectedValue['kind'] {
	if (value === null) return 'null';
	if (typeof value !== 'object') return typeof value;
	if (value instanceof Error) return 'error';
	return Array.isArray(value) || value instanceof Set || ArrayBuffer.isView(value) ? 'array' : 'object';
}

function formatObject(look: Look, value: object, names: Names, depth: number): string {
	const shape = shapeOf(look, value, names, depth);
	if (typeof shape === 'string') return shape;
	if (depth > look.depth) return cutOff(look, value, names, shape, depth);

	append(look.seen, value);
	look.currentDepth = depth + 1;
	const output = shape.items(depth + 1);
	for (const key of shape.keys) append(output, propertyText(look, value, key, depth + 1));
	look.seen.pop();

	const index = look.circular.get(value);
	const reference = index === undefined ? '' : look.stylize(`<ref *${index}>`, 'special');
	const base = [reference, shape.base].filter(Boolean).join(' ');
	if (look.sorted !== false) sortParts(output, shape, look.sorted);
	return joined(look, { output, base, open: shape.open, close: shape.close, list: shape.list }, depth + 1);
}

function sortParts(output: string[], { keys, list }: Shape, sorted: Look['sorted']): void {
	const from = list ? output.length - keys.length : 0;
	const part = output.splice(from).sort(typeof sorted === 'function' ? sorted : undefined);
	for (const text of part) append(output, text);
}

/** Too deep for the text; the tree goes on a little further. */
function cutOff(look: Look, value: object, names: Names, shape: Shape, depth: number): string {
	if (look.tree && depth < TREE_DEPTH && !look.seen.includes(value)) {
		const { depth: shown, currentDepth } = look;
		look.depth = depth;
		formatObject(look, value, names, depth);
		look.depth = shown;
		look.currentDepth = currentDepth;
	}
	const name = prefixOf(names, Array.isArray(value) ? 'Array' : 'Object').slice(0, -1);
	return look.stylize(
		names.constructorName === null ? name : `[${Array.isArray(value) ? 'Array' : name}]`,
		'special'
	);
}

export interface Shape {
	base: string;
	open: string;
	close: string;
	keys: PropertyKey[];
	list: ArrayLike<unknown> | null;
	items: (depth: number) => string[];
}

const NO_ITEMS = (): string[] => [];

/** How a value is shown, or its text where it has no parts. */
function shapeOf(look: Look, value: object, names: Names, depth: number): Shape | string {
	const items = itemsOf(look, value, names);
	if (items) {
		const keys = shownKeys(look, value, items.isIndexed);
		if (items.count === 0 && keys.length === 0) return `${items.open}${items.close}`;
		return {
			base: '',
			open: items.open,
			close: items.close,
			keys,
			list: items.isIndexed ? items.list : null,
			items: items.texts
		};
	}
	const keys = shownKeys(look, value, false);
	const shape: Shape = { base: '', open: '{', close: '}', keys, list: null, items: NO_ITEMS };
	if (typeof value === 'function') shape.base = look.stylize(functionText(value, names), 'special');
	else if (value instanceof RegExp)
		shape.base = look.stylize(RegExp.prototype.toString.call(value), 'regexp');
	else if (value instanceof Date) shape.base = look.stylize(dateText(value), 'date');
	else if (value instanceof Error) {
		const parts = errorParts(value, names, keys);
		shape.base = depth === 0 && look.seen.length === 0 && !look.wrapsErrors ? parts.text : `[${parts.text}]`;
		shape.base = shape.base.replaceAll('\n', `\n${' '.repeat(look.indentation)}`);
		shape.keys = parts.keys;
	} else shape.base = boxedText(value, names, look, keys);
	if (shape.base !== '') return shape.keys.length === 0 ? shape.base : shape;

	if (names.constructorName !== 'Object' || names.tag !== '') shape.open = `${prefixOf(names, 'Object')}{`;
	if (Object.prototype.toString.call(value) === '[object Arguments]') shape.open = '[Arguments] {';
	return keys.length === 0 ? `${shape.open}}` : shape;
}

function dateText(value: Date): string {
	const isValid = !Number.isNaN(Date.prototype.getTime.call(value));
	return isValid ? Date.prototype.toISOString.call(value) : 'Invalid Date';
}

/** A list of many items is not asked for its other keys: to find them, each index would become a text. */
const INDEXED_KEYS_MAX = 10_000;

function shownKeys(look: Look, value: object, isIndexed: boolean): PropertyKey[] {
	if (isIndexed && Number(Reflect.get(value, 'length')) > INDEXED_KEYS_MAX) return [];
	const keys = look.showHidden ? Reflect.ownKeys(value) : enumerableKeys(value);
	return isIndexed ? keys.filter((key) => typeof key !== 'string' || !/^(0|[1-9]\d*)$/.test(key)) : keys;
}

function enumerableKeys(value: object): PropertyKey[] {
	const keys: PropertyKey[] = Object.keys(value);
	for (const symbol of Object.getOwnPropertySymbols(value))
		if (Object.prototype.propertyIsEnumerable.call(value, symbol)) append(keys, symbol);
	return keys;
}

function propertyText(look: Look, value: object, key: PropertyKey, depth: number): string {
	const descriptor = Object.getOwnPropertyDescriptor(value, key) ?? {};
	const name = keyText(key, look);
	const label = descriptor.enumerable === false ? `[${name}]` : name;
	return `${label}: ${descriptorText(look, value, name, descriptor, depth)}`;
}

function descriptorText(
	look: Look,
	owner: object,
	key: string,
	descriptor: PropertyDescriptor,
	depth: number
): string {
	if (!descriptor.get && !descriptor.set) return formatPart(look, key, descriptor.value, depth);
	if (!descriptor.get) return note(look, key, '[Setter]');
	const label = descriptor.set ? 'Getter/Setter' : 'Getter';
	const isRead =
		look.getters === true ||
		(look.getters !== false && (look.getters === 'set') === (descriptor.set !== undefined));
	if (!isRead) return note(look, key, `[${label}]`);
	try {
		const found: unknown = Reflect.apply(descriptor.get, owner, []);
		const text = formatPart(look, key, found, depth);
		return typeof found === 'object' && found !== null ? `[${label}] ${text}` : `[${label}: ${text}]`;
	} catch (error) {
		return `[${label}: <Inspection threw (${formatValue(look, error, depth)})>]`;
	}
}

function note(look: Look, key: string, text: string): string {
	if (look.tree && look.branchesLeft-- > 0)
		append(look.tree.entries, { key, value: { kind: 'object', text } });
	return look.stylize(text, 'special');
}

export function noteOmitted(look: Look, count: number): string {
	if (look.tree) look.tree.omittedCount = count;
	return MORE(count);
}
