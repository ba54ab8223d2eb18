import type { InspectedValue } from '../../domain/report.ts';
import { append } from './host.ts';

/** How much of a value is looked at. Values may be endless, lazy or hostile. */
const BUDGET = { nodes: 400, entries: 100, depth: 4, stringLength: 4_000, lineLength: 76 };

interface Look {
	nodesLeft: number;
	ancestors: object[];
}

/** A value as a tree for the console: never throws, never runs on, reads no getter. */
export function inspect(value: unknown): InspectedValue {
	return inspectWithin(value, { nodesLeft: BUDGET.nodes, ancestors: [] });
}

/** The same value as text over several lines, for messages that compare two. */
export function printed(value: unknown): string {
	const inspected = inspect(value);
	return inspected.kind === 'string' ? quoted(inspected.text) : textOf(inspected, '');
}

function inspectWithin(value: unknown, look: Look): InspectedValue {
	if (look.nodesLeft-- <= 0) return { kind: 'object', text: '…' };
	try {
		return primitive(value) ?? inspectObject(Object(value), look);
	} catch {
		return { kind: 'object', text: 'a value that cannot be shown' };
	}
}

function primitive(value: unknown): InspectedValue | null {
	switch (typeof value) {
		case 'string':
			return {
				kind: 'string',
				text: value.length > BUDGET.stringLength ? `${value.slice(0, BUDGET.stringLength)}…` : value
			};
		case 'number':
			return { kind: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
		case 'bigint':
			return { kind: 'bigint', text: `${value}n` };
		case 'boolean':
			return { kind: 'boolean', text: String(value) };
		case 'undefined':
			return { kind: 'undefined', text: 'undefined' };
		case 'symbol':
			return { kind: 'symbol', text: String(value) };
		case 'function':
			return { kind: 'function', text: functionText(value) };
		default:
			return value === null ? { kind: 'null', text: 'null' } : null;
	}
}

function inspectObject(value: object, look: Look): InspectedValue {
	if (look.ancestors.includes(value)) return { kind: 'object', text: '[Circular]' };
	if (value instanceof Error) return { kind: 'error', text: errorText(value) };
	if (value instanceof RegExp) return { kind: 'object', text: RegExp.prototype.toString.call(value) };
	if (value instanceof Date) {
		const time = Date.prototype.getTime.call(value);
		return {
			kind: 'object',
			text: Number.isNaN(time) ? 'Invalid Date' : Date.prototype.toISOString.call(value)
		};
	}
	if (value instanceof Promise) return { kind: 'object', text: 'Promise { … }' };
	if (look.ancestors.length >= BUDGET.depth) {
		return {
			kind: Array.isArray(value) ? 'array' : 'object',
			text: Array.isArray(value) ? '[Array]' : `[${nameOf(value) || 'Object'}]`
		};
	}
	const inner = { ...look, ancestors: [...look.ancestors, value] };
	const inspected = parts(value, inner);
	look.nodesLeft = inner.nodesLeft;
	return inspected;
}

function parts(value: object, look: Look): InspectedValue {
	if (Array.isArray(value))
		return list('array', '', value.length, (index) => (index in value ? value[index] : undefined), look);
	if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
		const view: ArrayLike<unknown> = Object(value);
		return list('array', `${nameOf(value)}(${view.length}) `, view.length, (index) => view[index], look);
	}
	if (value instanceof Map) return mapParts(value, look);
	if (value instanceof Set) {
		const items = [...value].slice(0, BUDGET.entries);
		return list('array', `Set(${value.size}) `, value.size, (index) => items[index], look);
	}
	return record(value, look);
}

function list(
	kind: 'array',
	prefix: string,
	length: number,
	at: (index: number) => unknown,
	look: Look
): InspectedValue {
	const entries: NonNullable<InspectedValue['entries']> = [];
	const shown = Math.min(length, BUDGET.entries);
	for (let index = 0; index < shown; index++)
		append(entries, { key: String(index), value: inspectWithin(at(index), look) });
	const texts = entries.map(({ value }) => inline(value));
	return withText(kind, `${prefix}[`, texts, ']', entries, length - shown);
}

function mapParts(value: Map<unknown, unknown>, look: Look): InspectedValue {
	const entries: NonNullable<InspectedValue['entries']> = [];
	const texts: string[] = [];
	for (const [key, item] of value) {
		if (entries.length >= BUDGET.entries) break;
		const inspectedKey = inline(inspectWithin(key, look));
		const inspectedItem = inspectWithin(item, look);
		append(entries, { key: inspectedKey, value: inspectedItem });
		append(texts, `${inspectedKey} => ${inline(inspectedItem)}`);
	}
	return withText('object', `Map(${value.size}) {`, texts, '}', entries, value.size - entries.length);
}

function record(value: object, look: Look): InspectedValue {
	const entries: NonNullable<InspectedValue['entries']> = [];
	const texts: string[] = [];
	const keys = Reflect.ownKeys(value).filter(
		(key) => Object.getOwnPropertyDescriptor(value, key)?.enumerable
	);
	for (const key of keys.slice(0, BUDGET.entries)) {
		const descriptor = Object.getOwnPropertyDescriptor(value, key) ?? {};
		const name =
			typeof key === 'symbol' ? `[${String(key)}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
		const item: InspectedValue =
			'value' in descriptor ? inspectWithin(descriptor.value, look) : { kind: 'object', text: '[Getter]' };
		append(entries, { key: name, value: item });
		append(texts, `${name}: ${inline(item)}`);
	}
	const name = nameOf(value);
	return withText(
		'object',
		name === 'Object' || name === '' ? '{' : `${name} {`,
		texts,
		'}',
		entries,
		keys.length - entries.length
	);
}

function withText(
	kind: 'array' | 'object',
	open: string,
	texts: string[],
	close: string,
	entries: NonNullable<InspectedValue['entries']>,
	omittedCount: number
): InspectedValue {
	const all = omittedCount > 0 ? [...texts, `… ${omittedCount} more`] : texts;
	const oneLine =
		all.length === 0
			? open + close
			: kind === 'array'
				? `${open} ${all.join(', ')} ${close}`
				: `${open} ${all.join(', ')} ${close}`;
	const text =
		oneLine.length <= BUDGET.lineLength && !oneLine.includes('\n')
			? oneLine
			: `${open}\n${all.map((line) => `  ${line.replaceAll('\n', '\n  ')}`).join(',\n')}\n${close}`;
	return omittedCount > 0 ? { kind, text, entries, omittedCount } : { kind, text, entries };
}

function inline(value: InspectedValue): string {
	return value.kind === 'string' ? quoted(value.text) : value.text;
}

function textOf(value: InspectedValue, indent: string): string {
	return value.text.replaceAll('\n', `\n${indent}`);
}

function quoted(text: string): string {
	return text.includes("'")
		? JSON.stringify(text)
		: `'${text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}'`;
}

function functionText(value: object): string {
	const name = Object.getOwnPropertyDescriptor(value, 'name')?.value;
	const isClass = Function.prototype.toString.call(value).startsWith('class');
	const label = typeof name === 'string' && name !== '' ? name : '(anonymous)';
	return isClass ? `[class ${label}]` : `[Function: ${label}]`;
}

function errorText(error: Error): string {
	const name = typeof error.name === 'string' ? error.name : 'Error';
	const message = typeof error.message === 'string' ? error.message : '';
	return message === '' ? name : `${name}: ${message}`;
}

function nameOf(value: object): string {
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype === null || typeof prototype !== 'object') return '[Object: null prototype]';
	const constructor: unknown =
		Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value ??
		Object.getPrototypeOf(value).constructor;
	return typeof constructor === 'function' ? constructor.name : '';
}
