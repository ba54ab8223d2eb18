import { append } from './host.ts';
import { prefixOf, type Names } from './inspect-names.ts';
import { numberText, primitiveText } from './inspect-text.ts';
import { formatPart, formatValue, noteOmitted, type Look } from './inspect-value.ts';

/** Values that hold others by place or by key: arrays, typed arrays, maps, sets, buffers, promises. */
export interface Items {
	open: string;
	close: string;
	count: number;
	/** Its own keys that are indexes are no properties of it. */
	isIndexed: boolean;
	list: ArrayLike<unknown> | null;
	texts: (depth: number) => string[];
}

export const MORE = (count: number): string => `... ${count} more item${count > 1 ? 's' : ''}`;

export function itemsOf(look: Look, value: object, names: Names): Items | null {
	if (Array.isArray(value)) return arrayItems(look, value, names);
	if (ArrayBuffer.isView(value)) return value instanceof DataView ? null : typedItems(look, value, names);
	if (names.constructorName === 'Object' && names.tag === '') return null;
	try {
		if (value instanceof Map) return mapItems(look, value, names);
		if (value instanceof Set) return setItems(look, value, names);
		if (value instanceof ArrayBuffer) return bytesItems(look, value, names);
	} catch {
		return null;
	}
	const fixed = unknowable(value);
	if (fixed !== null)
		return braced(`${prefixOf(names, 'Object')}{`, 1, () => [look.stylize(fixed, 'special')]);
	return null;
}

function braced(open: string, count: number, texts: Items['texts']): Items {
	return { open, close: '}', count, isIndexed: false, list: null, texts };
}

/** What a program cannot look into here. */
function unknowable(value: object): string | null {
	if (value instanceof Promise) return '…';
	return value instanceof WeakMap || value instanceof WeakSet ? '<items unknown>' : null;
}

function arrayItems(look: Look, value: unknown[], names: Names): Items {
	const isPlain = names.constructorName === 'Array' && names.tag === '';
	return {
		open: `${isPlain ? '' : prefixOf(names, 'Array', `(${value.length})`)}[`,
		close: ']',
		count: value.length,
		isIndexed: true,
		list: value,
		texts: (depth) => arrayTexts(look, value, depth)
	};
}

/** Holes are counted, not shown one by one. */
function arrayTexts(look: Look, value: unknown[], depth: number): string[] {
	const output: string[] = [];
	let index = 0;
	while (index < value.length && output.length < look.maxArrayLength) {
		if (Object.hasOwn(value, index)) {
			append(output, itemText(look, value, index++, depth));
			continue;
		}
		const start = index;
		index = nextIndex(value, index);
		append(output, look.stylize(`<${index - start} empty item${index - start > 1 ? 's' : ''}>`, 'undefined'));
	}
	if (index < value.length) append(output, noteOmitted(look, value.length - index));
	return output;
}

function itemText(look: Look, value: unknown[], index: number, depth: number): string {
	const descriptor = Object.getOwnPropertyDescriptor(value, index);
	return descriptor && !('value' in descriptor)
		? look.stylize(descriptor.set ? '[Getter/Setter]' : '[Getter]', 'special')
		: formatPart(look, String(index), descriptor?.value, depth);
}

const STEPS_MAX = 1_000;

function nextIndex(value: unknown[], from: number): number {
	for (let index = from; index < from + STEPS_MAX && index < value.length; index++)
		if (Object.hasOwn(value, index)) return index;
	const found = Object.keys(value).find((key) => /^\d+$/.test(key) && Number(key) > from);
	return found === undefined ? value.length : Number(found);
}

function typedItems(look: Look, value: ArrayBufferView, names: Names): Items {
	const list: ArrayLike<unknown> = Object(value);
	return {
		open: `${prefixOf(names, 'TypedArray', `(${list.length})`)}[`,
		close: ']',
		count: list.length,
		isIndexed: true,
		list,
		texts() {
			const output: string[] = [];
			const shown = Math.min(list.length, look.maxArrayLength);
			for (let index = 0; index < shown; index++) {
				const text = primitiveText(list[index], look);
				if (look.tree && look.branchesLeft-- > 0)
					append(look.tree.entries, { key: String(index), value: { kind: 'number', text } });
				append(output, text);
			}
			if (list.length > shown) append(output, noteOmitted(look, list.length - shown));
			return output;
		}
	};
}

function mapItems(look: Look, value: Map<unknown, unknown>, names: Names): Items {
	return braced(`${prefixOf(names, 'Map', `(${value.size})`)}{`, value.size, (depth) => {
		const output: string[] = [];
		for (const [key, item] of value) {
			if (output.length >= look.maxArrayLength) break;
			const { tree } = look;
			look.tree = null;
			look.indentation += 2;
			const keyed = formatValue(look, key, depth);
			look.indentation -= 2;
			look.tree = tree;
			append(output, `${keyed} => ${formatPart(look, keyed, item, depth)}`);
		}
		if (value.size > output.length) append(output, noteOmitted(look, value.size - output.length));
		return output;
	});
}

function setItems(look: Look, value: Set<unknown>, names: Names): Items {
	return braced(`${prefixOf(names, 'Set', `(${value.size})`)}{`, value.size, (depth) => {
		const output: string[] = [];
		for (const item of value) {
			if (output.length >= look.maxArrayLength) break;
			append(output, formatPart(look, String(output.length), item, depth));
		}
		if (value.size > output.length) append(output, noteOmitted(look, value.size - output.length));
		return output;
	});
}

const BYTES_SHOWN = 50;

function bytesItems(look: Look, value: ArrayBuffer, names: Names): Items {
	return braced(`${prefixOf(names, 'ArrayBuffer')}{`, 2, () => {
		const bytes = new Uint8Array(
			value,
			0,
			Math.min(value.byteLength, Math.max(look.maxArrayLength, BYTES_SHOWN))
		);
		const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
		const rest = value.byteLength - bytes.length;
		const more = rest > 0 ? ` ... ${rest} more byte${rest > 1 ? 's' : ''}` : '';
		return [
			`[Uint8Contents]: <${hex}${more}>`,
			`[byteLength]: ${look.stylize(numberText(value.byteLength), 'number')}`
		];
	});
}

/** `[Number: 3]`: what `new Number(3)` makes; empty for anything else. */
export function boxedText(value: object, names: Names, look: Look, keys: PropertyKey[]): string {
	const kind = [Number, String, Boolean, BigInt, Symbol].find((Class) => value instanceof Class);
	if (!kind) return '';
	const inner: unknown = unboxed(value, kind);
	if (inner === undefined) return '';
	if (typeof inner === 'string') keys.splice(0, inner.length);
	const own = names.constructorName === kind.name ? '' : ` (${names.constructorName ?? 'null prototype'})`;
	const text = `[${kind.name}${own}: ${primitiveText(inner, { ...look, stylize: (plain) => plain })}]`;
	return names.tag !== '' && names.tag !== names.constructorName && names.tag !== kind.name
		? `${text} [${names.tag}]`
		: text;
}

function unboxed(value: object, kind: { prototype: { valueOf(): unknown } }): unknown {
	try {
		return kind.prototype.valueOf.call(value);
	} catch {
		return undefined;
	}
}
