import { defineGlobal, defineOn } from './host.ts';
import { Collator } from './intl/collator.ts';
import { DateTimeFormat } from './intl/date-time-format.ts';
import { NumberFormat } from './intl/number-format.ts';
import { callable, localeOf, notHere } from './intl/options.ts';
import { ListFormat, PluralRules, RelativeTimeFormat } from './intl/words.ts';

/**
 * Intl as far as learners meet it, for the engine has none: numbers and dates in English and German,
 * the order of Latin words, English plurals, lists and relative times. What is here says the same as
 * ICU, byte for byte; everything else is refused by name.
 */
export function installIntl(): void {
	const intl = Object.create(Object.prototype, {
		[Symbol.toStringTag]: { value: 'Intl', configurable: true }
	});
	const here = { Collator, DateTimeFormat, ListFormat, NumberFormat, PluralRules, RelativeTimeFormat };
	for (const [name, formatter] of Object.entries(here)) {
		Object.defineProperty(formatter.prototype, Symbol.toStringTag, {
			value: `Intl.${name}`,
			configurable: true
		});
	}
	defineOn(intl, 'Collator', callable(Collator));
	defineOn(intl, 'NumberFormat', callable(NumberFormat));
	defineOn(intl, 'DateTimeFormat', callable(DateTimeFormat));
	defineOn(intl, 'ListFormat', ListFormat);
	defineOn(intl, 'PluralRules', PluralRules);
	defineOn(intl, 'RelativeTimeFormat', RelativeTimeFormat);
	for (const name of ['DisplayNames', 'DurationFormat', 'Locale', 'Segmenter'])
		defineOn(intl, name, absent(name));
	defineOn(intl, 'getCanonicalLocales', function getCanonicalLocales() {
		throw notHere('Intl.getCanonicalLocales()');
	});
	defineOn(intl, 'supportedValuesOf', function supportedValuesOf() {
		throw notHere('Intl.supportedValuesOf()');
	});
	defineGlobal('Intl', intl);
	installOnNumbers();
	installOnDates();
	installOnTexts();
}

function absent(name: string): () => never {
	const formatter = function () {
		throw notHere(`Intl.${name}`);
	};
	Object.defineProperty(formatter, 'name', { value: name });
	return formatter;
}

function installOnNumbers(): void {
	defineOn(
		Number.prototype,
		'toLocaleString',
		function toLocaleString(this: number, locales?: unknown, options?: unknown) {
			return new NumberFormat(locales, options).format(Number.prototype.valueOf.call(this));
		}
	);
	defineOn(
		BigInt.prototype,
		'toLocaleString',
		function toLocaleString(this: bigint, locales?: unknown, options?: unknown) {
			return new NumberFormat(locales, options).format(BigInt.prototype.valueOf.call(this));
		}
	);
	defineOn(
		Array.prototype,
		'toLocaleString',
		function toLocaleString(this: ArrayLike<unknown>, ...args: unknown[]) {
			return Array.from(this, (item) => localText(item, args)).join(',');
		}
	);
}

function localText(item: unknown, args: unknown[]): string {
	if (item === null || item === undefined) return '';
	const method: unknown = Reflect.get(Object(item), 'toLocaleString');
	if (typeof method !== 'function') throw new TypeError('toLocaleString is not a function');
	return String(Reflect.apply(method, item, args));
}

function installOnDates(): void {
	const kinds = [
		['toLocaleString', 'any', 'all'],
		['toLocaleDateString', 'date', 'date'],
		['toLocaleTimeString', 'time', 'time']
	] as const;
	for (const [name, required, defaults] of kinds) {
		const method = function (this: Date, locales?: unknown, options?: unknown) {
			const time = Date.prototype.getTime.call(this);
			if (Number.isNaN(time)) return 'Invalid Date';
			return new DateTimeFormat(locales, options, required, defaults).format(time);
		};
		Object.defineProperty(method, 'name', { value: name });
		defineOn(Date.prototype, name, method);
	}
}

const CASE_LOCALES_NOT_HERE = /^(?:tr|az|lt)\b/i;

function installOnTexts(): void {
	const usual = new Collator();
	defineOn(
		String.prototype,
		'localeCompare',
		function localeCompare(this: string, that: unknown, locales?: unknown, options?: unknown) {
			const collator =
				locales === undefined && options === undefined ? usual : new Collator(locales, options);
			return collator.compare(String(this), String(that));
		}
	);
	for (const [name, plain] of [
		['toLocaleUpperCase', String.prototype.toUpperCase],
		['toLocaleLowerCase', String.prototype.toLowerCase]
	] as const) {
		const method = function (this: string, locales?: unknown) {
			const tag = String(Array.isArray(locales) ? locales[0] : (locales ?? 'en-US'));
			if (CASE_LOCALES_NOT_HERE.test(tag)) localeOf(tag, {});
			return plain.call(this);
		};
		Object.defineProperty(method, 'name', { value: name });
		defineOn(String.prototype, name, method);
	}
}
