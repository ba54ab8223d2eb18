import { append } from './host.ts';

/** Deep equality as `node:assert` documents it: strict, loose (`==` for primitives), or partial. */
export type Equality = 'strict' | 'loose' | 'partial';

type Pairs = readonly (readonly [object, object])[];

export function isDeepEqual(actual: unknown, expected: unknown, equality: Equality): boolean {
	return equal(actual, expected, equality, []);
}

function equal(actual: unknown, expected: unknown, equality: Equality, above: Pairs): boolean {
	if (Object.is(actual, expected)) return true;
	if (!isObject(actual) || !isObject(expected))
		return equality === 'loose' && isLooselyEqual(actual, expected);
	if (typeof actual === 'function' || typeof expected === 'function') return false;
	// Values that hold themselves are equal as far as everything else is.
	if (above.some(([left, right]) => left === actual && right === expected)) return true;
	if (!isSameKind(actual, expected, equality)) return false;
	const pairs: Pairs = [...above, [actual, expected]];
	return (
		isSameContent(actual, expected, equality, pairs) && haveEqualProperties(actual, expected, equality, pairs)
	);
}

function isObject(value: unknown): value is object {
	return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function isLooselyEqual(actual: unknown, expected: unknown): boolean {
	if (isObject(actual) || isObject(expected)) return false;

	return actual == expected || (actual !== actual && expected !== expected);
}

const { toString: tagText } = Object.prototype;

function isSameKind(actual: object, expected: object, equality: Equality): boolean {
	if (equality !== 'loose' && Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) return false;
	if (Array.isArray(actual) !== Array.isArray(expected)) return false;
	if (actual instanceof Error !== expected instanceof Error) return false;
	return tagText.call(actual) === tagText.call(expected);
}

/** What is inside beside properties: a moment, a pattern, bytes, members. */
function isSameContent(actual: object, expected: object, equality: Equality, pairs: Pairs): boolean {
	const isPartial = equality === 'partial';
	if (Array.isArray(actual) && Array.isArray(expected))
		return isPartial ? actual.length >= expected.length : actual.length === expected.length;
	if (actual instanceof Date && expected instanceof Date)
		return Object.is(actual.getTime(), expected.getTime());
	if (actual instanceof RegExp && expected instanceof RegExp)
		return String(actual) === String(expected) && actual.lastIndex === expected.lastIndex;
	if (actual instanceof Error && expected instanceof Error)
		return isSameError(actual, expected, equality, pairs);
	if (ArrayBuffer.isView(actual) && ArrayBuffer.isView(expected))
		return hasSameItems(actual, expected, equality);
	if (actual instanceof ArrayBuffer && expected instanceof ArrayBuffer)
		return hasSameItems(new Uint8Array(actual), new Uint8Array(expected), equality);
	if (actual instanceof Set && expected instanceof Set) return isSameSet(actual, expected, equality, pairs);
	if (actual instanceof Map && expected instanceof Map) return isSameMap(actual, expected, equality, pairs);
	if (actual instanceof WeakMap || actual instanceof WeakSet || actual instanceof Promise) return false;
	const [left, right] = [unboxed(actual), unboxed(expected)];
	return left === null && right === null
		? true
		: left !== null && right !== null && Object.is(left.value, right.value);
}

function unboxed(value: object): { value: unknown } | null {
	for (const Class of [Number, String, Boolean, BigInt, Symbol])
		if (value instanceof Class) return { value: Reflect.apply(Class.prototype.valueOf, value, []) };
	return null;
}

function isSameError(actual: Error, expected: Error, equality: Equality, pairs: Pairs): boolean {
	if (actual.message !== expected.message || actual.name !== expected.name) return false;
	for (const key of ['cause', 'errors']) {
		if (Object.hasOwn(actual, key) !== Object.hasOwn(expected, key)) return false;
		if (!equal(Reflect.get(actual, key), Reflect.get(expected, key), equality, pairs)) return false;
	}
	return true;
}

function hasSameItems(actual: ArrayBufferView, expected: ArrayBufferView, equality: Equality): boolean {
	const [left, right]: ArrayLike<unknown>[] = [itemsOf(actual), itemsOf(expected)];
	if (!left || !right || left.length !== right.length) return false;
	for (let index = 0; index < left.length; index++) {
		if (
			equality === 'loose'
				? left[index] !== right[index] && !isLooselyEqual(left[index], right[index])
				: !Object.is(left[index], right[index])
		)
			return false;
	}
	return true;
}

function itemsOf(view: ArrayBufferView): ArrayLike<unknown> {
	return view instanceof DataView
		? new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
		: Object(view);
}

function isSameSet(actual: Set<unknown>, expected: Set<unknown>, equality: Equality, pairs: Pairs): boolean {
	if (equality === 'partial' ? actual.size < expected.size : actual.size !== expected.size) return false;
	const left: unknown[] = [...actual].filter((item) => !(expected.has(item) && !isObject(item)));
	for (const item of expected) {
		if (!isObject(item) && actual.has(item)) continue;
		const at = left.findIndex((candidate) => equal(candidate, item, equality, pairs));
		if (at < 0) return false;
		left.splice(at, 1);
	}
	return true;
}

function isSameMap(
	actual: Map<unknown, unknown>,
	expected: Map<unknown, unknown>,
	equality: Equality,
	pairs: Pairs
): boolean {
	if (equality === 'partial' ? actual.size < expected.size : actual.size !== expected.size) return false;
	const others: [unknown, unknown][] = [];
	for (const entry of actual) if (isObject(entry[0]) || !expected.has(entry[0])) append(others, entry);
	for (const [key, item] of expected) {
		if (!isObject(key) && actual.has(key)) {
			if (!equal(actual.get(key), item, equality, pairs)) return false;
			continue;
		}
		const at = others.findIndex(
			([otherKey, other]) => equal(otherKey, key, equality, pairs) && equal(other, item, equality, pairs)
		);
		if (at < 0) return false;
		others.splice(at, 1);
	}
	return true;
}

function haveEqualProperties(actual: object, expected: object, equality: Equality, pairs: Pairs): boolean {
	if (ArrayBuffer.isView(actual)) return true;
	const wanted = keysOf(expected, equality);
	if (equality !== 'partial' && keysOf(actual, equality).length !== wanted.length) return false;
	if (equality === 'partial' && Array.isArray(actual) && Array.isArray(expected))
		return isPartOf(actual, expected, pairs);
	return wanted.every(
		(key) =>
			Object.prototype.propertyIsEnumerable.call(actual, key) &&
			equal(Reflect.get(actual, key), Reflect.get(expected, key), equality, pairs)
	);
}

/** Enumerable ones; those of symbols count where equality is strict. */
function keysOf(value: object, equality: Equality): PropertyKey[] {
	const keys: PropertyKey[] = Object.keys(value);
	if (equality === 'loose') return keys;
	for (const symbol of Object.getOwnPropertySymbols(value))
		if (Object.prototype.propertyIsEnumerable.call(value, symbol)) append(keys, symbol);
	return keys;
}

/** Each expected item, in this order, with others between. */
function isPartOf(actual: unknown[], expected: unknown[], pairs: Pairs): boolean {
	let at = 0;
	return expected.every((item) => {
		while (at < actual.length) if (equal(actual[at++], item, 'partial', pairs)) return true;
		return false;
	});
}
