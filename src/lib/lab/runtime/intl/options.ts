/**
 * What all of Intl shares: which locales are here, how options are read (ECMA-402, §9), and how to
 * say that something is not here. Nothing falls back silently: a locale or option that would be
 * right in another engine and is unknown here is refused by name.
 */
export class Options {
	readonly #values: object;
	readonly #owner: string;

	constructor(owner: string, values: unknown, known: readonly string[]) {
		if (values === null) throw new TypeError('Cannot convert null to an object.');
		this.#values = Object(values ?? {});
		this.#owner = owner;
		for (const name of Object.keys(this.#values)) {
			if (Reflect.get(this.#values, name) === undefined || known.includes(name)) continue;
			if (NOT_HERE.has(name)) throw notHere(`the option '${name}' of ${owner}`);
		}
	}

	has(name: string): boolean {
		return Reflect.get(this.#values, name) !== undefined;
	}

	/** One of some words; undefined when it is not given. */
	word<Word extends string>(
		name: string,
		words: readonly Word[],
		notHereWords: readonly string[] = []
	): Word | undefined {
		const value: unknown = Reflect.get(this.#values, name);
		if (value === undefined) return undefined;
		const text = String(value);
		const found = words.find((word) => word === text);
		if (found !== undefined) return found;
		if (notHereWords.includes(text)) throw notHere(`${name} '${text}' of ${this.#owner}`);
		throw new RangeError(`Value ${text} out of range for ${this.#owner} options property ${name}`);
	}

	text(name: string): string | undefined {
		const value: unknown = Reflect.get(this.#values, name);
		return value === undefined ? undefined : String(value);
	}

	flag(name: string): boolean | undefined {
		const value: unknown = Reflect.get(this.#values, name);
		return value === undefined ? undefined : Boolean(value);
	}

	integer(name: string, min: number, max: number): number | undefined {
		const value: unknown = Reflect.get(this.#values, name);
		if (value === undefined) return undefined;
		const number = Number(value);
		if (!(number >= min && number <= max)) throw new RangeError(`${name} value is out of range.`);
		return Math.floor(number);
	}
}

/** Options of ECMA-402 that change what comes out; others are ignored there as well. */
const NOT_HERE = new Set([
	'numberingSystem',
	'calendar',
	'unit',
	'unitDisplay',
	'roundingMode',
	'roundingIncrement',
	'roundingPriority',
	'era',
	'dayPeriod',
	'ignorePunctuation'
]);

export function notHere(what: string): RangeError {
	return new RangeError(`There is no Intl as a whole here: ${what} is missing. Write it out by hand.`);
}

const TAG = /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-[\da-z]+)*$/i;

/** The first locale that was asked for, when it is one of these; en-US when none was. */
export function localeOf<Locale extends string>(requested: unknown, here: Record<string, Locale>): Locale {
	if (requested === null) throw new TypeError('Incorrect locale information provided');
	const list: unknown[] = requested === undefined ? [] : Array.isArray(requested) ? requested : [requested];
	const first = list.length === 0 ? 'en-US' : list[0];
	if (typeof first !== 'string' && (typeof first !== 'object' || first === null))
		throw new TypeError('Incorrect locale information provided');
	const tag = String(first);
	if (!TAG.test(tag)) throw new RangeError(`Incorrect locale information provided`);
	const found = Object.hasOwn(here, tag.toLowerCase()) ? here[tag.toLowerCase()] : undefined;
	if (found === undefined)
		throw notHere(`the locale '${tag}' (there are ${[...new Set(Object.values(here))].join(', ')})`);
	return found;
}

/** A class that may be called without `new`, as the old ones of Intl may. */
export function callable<Class extends new (...args: never[]) => object>(target: Class): Class {
	const proxy = new Proxy(target, { apply: (inner, _this, args) => Reflect.construct(inner, args) });
	Object.defineProperty(target.prototype, 'constructor', {
		value: proxy,
		writable: true,
		configurable: true
	});
	return proxy;
}

export interface Part {
	type: string;
	value: string;
}

export function joined(parts: readonly Part[]): string {
	return parts.map(({ value }) => value).join('');
}
