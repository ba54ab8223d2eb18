/**
 * The one function the host gave, taken from the global before foreign code can see it. It takes
 * words joined by `|` and answers with text; an error of the host is thrown here.
 */
declare const __host: (request: string) => string;

export const host: (request: string) => string = __host;
Reflect.deleteProperty(globalThis, '__host');

/** What the harness uses while foreign code may already have changed its surroundings. */
export const { parse: parseJson, stringify: toJson } = JSON;

/** Appends without asking the prototype of arrays, which foreign code might have prepared. */
export function append<Item>(list: Item[], item: Item): void {
	Object.defineProperty(list, list.length, {
		value: item,
		writable: true,
		enumerable: true,
		configurable: true
	});
}

/** Defines a global as the platform does: not enumerable, replaceable. */
export function defineGlobal(name: string, value: unknown): void {
	defineOn(globalThis, name, value);
}

export function defineOn(target: object, name: string, value: unknown): void {
	Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}
