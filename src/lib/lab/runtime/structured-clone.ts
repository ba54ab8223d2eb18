import { defineGlobal } from './host.ts';

/** `structuredClone` of what the HTML standard clones and programs here use; anything else is refused by name. */
export function installStructuredClone(): void {
	defineGlobal('structuredClone', function structuredClone(value: unknown) {
		return cloned(value, new Map());
	});
}

function cloned(value: unknown, seen: Map<object, unknown>): unknown {
	if (typeof value === 'function' || typeof value === 'symbol') throw refusal(String(value));
	if (typeof value !== 'object' || value === null) return value;
	if (seen.has(value)) return seen.get(value);
	const keep = <Copy>(copy: Copy): Copy => {
		seen.set(value, copy);
		return copy;
	};

	if (Array.isArray(value)) return fill(keep(new Array(value.length)), value, seen);
	if (value instanceof Date) return keep(new Date(value.getTime()));
	if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
	if (value instanceof ArrayBuffer) return keep(value.slice(0));
	if (ArrayBuffer.isView(value)) return keep(clonedView(value));
	if (value instanceof Map) {
		const copy = keep(new Map());
		for (const [key, item] of value) copy.set(cloned(key, seen), cloned(item, seen));
		return copy;
	}
	if (value instanceof Set) {
		const copy = keep(new Set());
		for (const item of value) copy.add(cloned(item, seen));
		return copy;
	}
	if (value instanceof Error) {
		const copy = keep(new Error(value.message, { cause: value.cause }));
		Object.defineProperty(copy, 'name', { value: value.name, configurable: true });
		return copy;
	}
	if (
		value instanceof Promise ||
		value instanceof WeakMap ||
		value instanceof WeakSet ||
		value instanceof WeakRef
	) {
		throw refusal(Object.prototype.toString.call(value));
	}
	return fill(keep({}), value, seen);
}

function fill(copy: object, source: object, seen: Map<object, unknown>): object {
	for (const [key, item] of Object.entries(source)) {
		Object.defineProperty(copy, key, {
			value: cloned(item, seen),
			writable: true,
			enumerable: true,
			configurable: true
		});
	}
	return copy;
}

function clonedView(view: ArrayBufferView): ArrayBufferView {
	const buffer = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
	if (view instanceof DataView) return new DataView(buffer);
	return Reflect.construct(Object.getPrototypeOf(view).constructor, [buffer]);
}

function refusal(what: string): Error {
	return new DOMException(`${what} could not be cloned.`, 'DataCloneError');
}
