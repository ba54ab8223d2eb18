import { supported, NumberFormat } from './number-format.ts';
import { joined, localeOf, notHere, Options, type Part } from './options.ts';

const ENGLISH = { en: 'en', 'en-us': 'en-US' } as const;
type Locale = (typeof ENGLISH)[keyof typeof ENGLISH];

/** Which form of a noun a number takes (ECMA-402, §17), in English. */
export class PluralRules {
	readonly #locale: Locale;
	readonly #type: 'cardinal' | 'ordinal';
	readonly #format: NumberFormat;

	constructor(locales?: unknown, values?: unknown) {
		this.#locale = localeOf<Locale>(locales, ENGLISH);
		const options = new Options('Intl.PluralRules', values, []);
		this.#type = options.word('type', ['cardinal', 'ordinal']) ?? 'cardinal';
		this.#format = new NumberFormat(this.#locale, {
			...Object(values ?? {}),
			style: 'decimal',
			signDisplay: 'never',
			useGrouping: false
		});
	}

	select(value?: unknown): string {
		const text = this.#format.format(Number(value));
		if (this.#type === 'cardinal') return text === '1' ? 'one' : 'other';
		if (!/^\d+$/.test(text) || /1[123]$/.test(text)) return 'other';
		return { 1: 'one', 2: 'two', 3: 'few' }[text.slice(-1)] ?? 'other';
	}

	resolvedOptions(): Record<string, unknown> {
		const pluralCategories = this.#type === 'cardinal' ? ['one', 'other'] : ['few', 'one', 'two', 'other'];
		return { locale: this.#locale, type: this.#type, pluralCategories };
	}

	static supportedLocalesOf(locales?: unknown): string[] {
		return supported(locales, ENGLISH);
	}
}

/** Lists in a sentence (ECMA-402, §14), in English. */
export class ListFormat {
	readonly #locale: Locale;
	readonly #type: 'conjunction' | 'disjunction' | 'unit';
	readonly #style: 'long' | 'short' | 'narrow';

	constructor(locales?: unknown, values?: unknown) {
		this.#locale = localeOf<Locale>(locales, ENGLISH);
		const options = new Options('Intl.ListFormat', values, []);
		this.#type = options.word('type', ['conjunction', 'disjunction', 'unit']) ?? 'conjunction';
		this.#style = options.word('style', ['long', 'short', 'narrow']) ?? 'long';
	}

	format(list: Iterable<unknown>): string {
		return joined(this.formatToParts(list));
	}

	formatToParts(list: Iterable<unknown>): Part[] {
		const items = [...list];
		const { pair, middle, last } = this.#words();
		return items.flatMap((item, index) => {
			if (typeof item !== 'string') throw new TypeError('Iterable yielded a non-String value');
			const isLast = index === items.length - 1;
			const before = items.length === 2 ? pair : isLast ? last : middle;
			const element = { type: 'element', value: item };
			return index === 0 ? [element] : [{ type: 'literal', value: before }, element];
		});
	}

	resolvedOptions(): Record<string, unknown> {
		return { locale: this.#locale, type: this.#type, style: this.#style };
	}

	static supportedLocalesOf(locales?: unknown): string[] {
		return supported(locales, ENGLISH);
	}

	#words(): { pair: string; middle: string; last: string } {
		if (this.#type === 'disjunction') return { pair: ' or ', middle: ', ', last: ', or ' };
		if (this.#type === 'unit') {
			const between = this.#style === 'narrow' ? ' ' : ', ';
			return { pair: between, middle: between, last: between };
		}
		if (this.#style === 'long') return { pair: ' and ', middle: ', ', last: ', and ' };
		if (this.#style === 'short') return { pair: ' & ', middle: ', ', last: ', & ' };
		return { pair: ', ', middle: ', ', last: ', ' };
	}
}

const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
/** What is said instead of a number, for the last, this and the next. */
const SAYINGS: Record<string, Record<string, string>> = {
	second: { 0: 'now' },
	minute: { 0: 'this minute' },
	hour: { 0: 'this hour' },
	day: { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }
};

/** How long ago and in how long (ECMA-402, §18), in English. */
export class RelativeTimeFormat {
	readonly #locale: Locale;
	readonly #isAuto: boolean;
	readonly #format: NumberFormat;

	constructor(locales?: unknown, values?: unknown) {
		this.#locale = localeOf<Locale>(locales, ENGLISH);
		const options = new Options('Intl.RelativeTimeFormat', values, []);
		options.word('style', ['long'], ['short', 'narrow']);
		this.#isAuto = options.word('numeric', ['always', 'auto']) === 'auto';
		this.#format = new NumberFormat(this.#locale);
	}

	format(value: unknown, unit: unknown): string {
		const amount = Number(value);
		const singular = String(unit).replace(/s$/, '');
		const name = UNITS.find((each) => each === singular);
		if (name === undefined) throw new RangeError(`Invalid unit argument for format() '${String(unit)}'`);
		if (!Number.isFinite(amount)) throw new RangeError('The value must be a finite number.');
		const isPast = amount < 0 || Object.is(amount, -0);
		const saying = this.#isAuto ? sayingFor(name, amount) : undefined;
		if (saying !== undefined) return saying;
		const text = this.#format.format(Math.abs(amount));
		const noun = text === '1' ? name : `${name}s`;
		return isPast ? `${text} ${noun} ago` : `in ${text} ${noun}`;
	}

	formatToParts(): never {
		throw notHere('Intl.RelativeTimeFormat.formatToParts()');
	}

	resolvedOptions(): Record<string, unknown> {
		const numeric = this.#isAuto ? 'auto' : 'always';
		return { locale: this.#locale, style: 'long', numeric, numberingSystem: 'latn' };
	}

	static supportedLocalesOf(locales?: unknown): string[] {
		return supported(locales, ENGLISH);
	}
}

function sayingFor(unit: string, amount: number): string | undefined {
	const own = SAYINGS[unit];
	if (own) return own[String(amount)];
	return { '-1': `last ${unit}`, 0: `this ${unit}`, 1: `next ${unit}` }[String(amount)];
}
