/** Headers of a request or a response (Fetch Standard, §2.2 and §5.1). Names in lower case, in order when listed. */
export class Headers {
	/** By lower-case name; `set-cookie` keeps each of its values apart. */
	readonly #values = new Map<string, string[]>();

	constructor(init?: HeadersInit) {
		if (init === undefined || init === null) return;
		if (init instanceof Headers) for (const [name, value] of init) this.append(name, value);
		else if (isPairs(init)) {
			for (const pair of init) {
				const [name, value, ...rest] = pair;
				if (name === undefined || value === undefined || rest.length > 0)
					throw new TypeError('Headers constructor: a header is a pair of a name and a value.');
				this.append(name, value);
			}
		} else for (const [name, value] of Object.entries(init)) this.append(name, value);
	}

	append(name: string, value: string): void {
		const key = nameOf(name);
		this.#values.set(key, [...(this.#values.get(key) ?? []), valueOf(name, value)]);
	}

	delete(name: string): void {
		this.#values.delete(nameOf(name));
	}

	get(name: string): string | null {
		return this.#values.get(nameOf(name))?.join(', ') ?? null;
	}

	getSetCookie(): string[] {
		return [...(this.#values.get('set-cookie') ?? [])];
	}

	has(name: string): boolean {
		return this.#values.has(nameOf(name));
	}

	set(name: string, value: string): void {
		this.#values.set(nameOf(name), [valueOf(name, value)]);
	}

	forEach(callback: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
		for (const [name, value] of this) Reflect.apply(callback, self, [value, name, this]);
	}

	*entries(): IterableIterator<[string, string]> {
		for (const name of [...this.#values.keys()].toSorted()) {
			const values = this.#values.get(name) ?? [];
			if (name === 'set-cookie') for (const value of values) yield [name, value];
			else yield [name, values.join(', ')];
		}
	}

	*keys(): IterableIterator<string> {
		for (const [name] of this) yield name;
	}

	*values(): IterableIterator<string> {
		for (const [, value] of this) yield value;
	}

	[Symbol.iterator](): IterableIterator<[string, string]> {
		return this.entries();
	}

	get [Symbol.toStringTag](): string {
		return 'Headers';
	}

	[Symbol.for('nodejs.util.inspect.custom')](): object {
		return Object.fromEntries(this);
	}
}

export type HeadersInit =
	Headers | Iterable<readonly string[]> | Readonly<Record<string, string>> | null | undefined;

/** A token (RFC 9110, §5.6.2). */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Nothing in it is to be taken off or refused; most values are such. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

function nameOf(name: string): string {
	const text = String(name);
	if (!NAME.test(text)) throw new TypeError(`Headers: ${text} is an invalid header name.`);
	return text.toLowerCase();
}

function valueOf(name: string, value: string): string {
	const given = String(value);
	if (PLAIN.test(given)) return given;
	const text = given.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code === 0 || code === 10 || code === 13 || code > 255)
			throw new TypeError(`Headers: the value of ${String(name)} holds a character that no header may hold.`);
	}
	return text;
}

function isPairs(init: object): init is Iterable<readonly string[]> {
	return Symbol.iterator in init;
}
