/** Comparisons that need no library, and the few of which they are sure. */
export type Holds = (value: unknown, expected: unknown) => boolean;

/** By name: when an assertion with one argument surely holds. */
export const WITH_ARGUMENT: Record<string, Holds> = {
	toBe: Object.is,
	toEqual: (value, expected) => isSameData(value, expected, 0),
	toStrictEqual: (value, expected) => isSameData(value, expected, 0),
	toBeGreaterThan: (value, expected) => orderOf(value, expected) === 1,
	toBeGreaterThanOrEqual: (value, expected) => (orderOf(value, expected) ?? -1) >= 0,
	toBeLessThan: (value, expected) => orderOf(value, expected) === -1,
	toBeLessThanOrEqual: (value, expected) => (orderOf(value, expected) ?? 1) <= 0,
	toHaveLength: (value, expected) =>
		(typeof value === 'string' || isPlainArray(value)) && value.length === expected,
	toContain: isPartOf
};

export const WITHOUT_ARGUMENT: Record<string, (value: unknown) => boolean> = {
	toBeNull: (value) => value === null,
	toBeUndefined: (value) => value === undefined,
	toBeDefined: (value) => value !== undefined,
	toBeTruthy: Boolean,
	toBeFalsy: (value) => !value,
	toBeNaN: (value) => Number.isNaN(value)
};

/** The same, behind `not`. */
export const NOT_WITH_ARGUMENT: Record<string, Holds> = {
	toBe: (value, expected) => !Object.is(value, expected),
	toEqual: areOtherPrimitives,
	toStrictEqual: areOtherPrimitives,
	toContain: (value, expected) =>
		typeof value === 'string' && typeof expected === 'string' && !isPartOf(value, expected)
};

export const NOT_WITHOUT_ARGUMENT: Record<string, (value: unknown) => boolean> = {
	toBeNull: (value) => value !== null,
	toBeUndefined: (value) => value !== undefined,
	toBeTruthy: (value) => !value,
	toBeFalsy: Boolean
};

function isPartOf(value: unknown, expected: unknown): boolean {
	return typeof value === 'string' && typeof expected === 'string' && value.includes(expected);
}

/** Null for what has no order here. */
function orderOf(value: unknown, expected: unknown): -1 | 0 | 1 | null {
	const areNumbers = typeof value === 'number' && typeof expected === 'number';
	if (!areNumbers && !(typeof value === 'bigint' && typeof expected === 'bigint')) return null;
	return value > expected ? 1 : value < expected ? -1 : value === expected ? 0 : null;
}

function areOtherPrimitives(value: unknown, expected: unknown): boolean {
	return isPrimitive(value) && isPrimitive(expected) && !Object.is(value, expected);
}

function isPrimitive(value: unknown): boolean {
	return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

const DEPTH_MAX = 8;

/** True only for data without anything special in it: no classes, no symbols, no holes, not too deep. */
function isSameData(value: unknown, expected: unknown, depth: number): boolean {
	if (Object.is(value, expected)) return true;
	if (typeof value !== 'object' || typeof expected !== 'object' || value === null || expected === null)
		return false;
	if (depth > DEPTH_MAX || !isSameKind(value, expected)) return false;
	const keys = Object.keys(value);
	if (keys.length !== Object.keys(expected).length) return false;
	for (const key of keys) {
		if (!Object.hasOwn(expected, key)) return false;
		if (!isSameData(Reflect.get(value, key), Reflect.get(expected, key), depth + 1)) return false;
	}
	return Object.getOwnPropertySymbols(value).length + Object.getOwnPropertySymbols(expected).length === 0;
}

/** Two lists of one length, without other keys, or two plain objects. */
function isSameKind(value: object, expected: object): boolean {
	if (isPlainArray(value))
		return (
			isPlainArray(expected) && value.length === expected.length && Object.keys(value).length === value.length
		);
	const plain = Object.prototype;
	return Object.getPrototypeOf(value) === plain && Object.getPrototypeOf(expected) === plain;
}

function isPlainArray(value: unknown): value is unknown[] {
	return Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype;
}
