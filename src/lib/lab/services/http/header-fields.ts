import { invalidArgument, withCode } from '../../runtime/node-errors.ts';
import type { Fields } from './wire.ts';

export type HeaderValue = number | string | readonly string[];

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export function validateHeaderName(name: unknown, label = 'Header name'): asserts name is string {
	if (typeof name !== 'string' || !TOKEN.test(name))
		throw withCode(
			new TypeError(`${label} must be a valid HTTP token ["${String(name)}"]`),
			'ERR_INVALID_HTTP_TOKEN'
		);
}

export function validateHeaderValue(name: string, value: unknown): void {
	if (value === undefined)
		throw withCode(
			new TypeError(`Invalid value "undefined" for header "${name}"`),
			'ERR_HTTP_INVALID_HEADER_VALUE'
		);
	if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value)))
		throw withCode(new TypeError(`Invalid character in header content ["${name}"]`), 'ERR_INVALID_CHAR');
}

/** Header fields that are being written: names as they were given, found by any spelling. */
export class HeaderFields {
	readonly #byName = new Map<string, { name: string; value: HeaderValue }>();

	set(name: string, value: HeaderValue): void {
		validateHeaderName(name);
		if (Array.isArray(value)) for (const each of value) validateHeaderValue(name, each);
		else validateHeaderValue(name, value);
		this.#byName.set(name.toLowerCase(), { name, value });
	}

	append(name: string, value: HeaderValue): void {
		const known = this.get(name);
		if (known === undefined) return this.set(name, value);
		this.set(name, [known, value].flat().map(String));
	}

	get(name: string): HeaderValue | undefined {
		return this.#byName.get(name.toLowerCase())?.value;
	}

	delete(name: string): void {
		this.#byName.delete(name.toLowerCase());
	}

	/** What `writeHead` and the options of a request may hold: an object, a list of pairs, or names and values by turns. */
	setAll(given: unknown): void {
		if (given === undefined || given === null) return;
		if (typeof given !== 'object') throw invalidArgument('headers', 'of type object', given);
		if (Array.isArray(given) && typeof given[0] === 'string') {
			for (let index = 0; index < given.length; index += 2)
				this.append(String(given[index]), given[index + 1]);
			return;
		}
		const entries: Iterable<[string, HeaderValue]> =
			Symbol.iterator in given ? Reflect.apply(Array.from, Array, [given]) : Object.entries(given);
		for (const [name, value] of entries)
			if (value !== undefined || Array.isArray(given)) this.set(name, value);
	}

	names(): string[] {
		return [...this.#byName.keys()];
	}

	rawNames(): string[] {
		return [...this.#byName.values()].map(({ name }) => name);
	}

	/** By names in lower case, with no prototype. */
	toObject(): Record<string, HeaderValue> {
		const object: Record<string, HeaderValue> = Object.create(null);
		for (const [key, { value }] of this.#byName) object[key] = value;
		return object;
	}

	toFields(): Fields {
		const fields: string[] = [];
		for (const { name, value } of this.#byName.values())
			if (typeof value === 'object') for (const each of value) fields.push(name, each);
			else fields.push(name, String(value));
		return fields;
	}
}
