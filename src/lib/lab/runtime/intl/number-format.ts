import { currencyOf, type Currency } from './currencies.ts';
import { decimalOf, isZero, roundedTo, shifted, written, type Decimal } from './decimal.ts';
import { joined, localeOf, notHere, Options, type Part } from './options.ts';

export const NUMBER_LOCALES = { en: 'en', 'en-us': 'en-US', de: 'de', 'de-de': 'de-DE' } as const;
type Locale = (typeof NUMBER_LOCALES)[keyof typeof NUMBER_LOCALES];

const OPTIONS = [
	'style',
	'currency',
	'currencyDisplay',
	'currencySign',
	'notation',
	'compactDisplay',
	'minimumIntegerDigits',
	'minimumFractionDigits',
	'maximumFractionDigits',
	'minimumSignificantDigits',
	'maximumSignificantDigits',
	'useGrouping',
	'signDisplay',
	'trailingZeroDisplay',
	'localeMatcher'
];
const SHORT_SUFFIXES = ['', 'K', 'M', 'B', 'T'];
const LONG_SUFFIXES = ['', 'thousand', 'million', 'billion', 'trillion'];
const NO_BREAK_SPACE = '\u00a0';

interface Digits {
	wholeMin: number;
	fractionMin: number;
	fractionMax: number;
	significant: { min: number; max: number } | null;
	/** Two digits or whole numbers, whichever says more: the way of compact numbers. */
	isCompact: boolean;
}

/** Numbers for people (ECMA-402, §15): English and German, decimal, percent, currency and English compact. */
export class NumberFormat {
	readonly #locale: Locale;
	readonly #style: 'decimal' | 'percent' | 'currency';
	readonly #currency: Currency | null = null;
	readonly #currencyDisplay: 'symbol' | 'narrowSymbol' | 'code';
	readonly #isAccounting: boolean;
	readonly #compact: 'short' | 'long' | null;
	readonly #digits: Digits;
	readonly #grouping: 'always' | 'auto' | 'min2' | 'false';
	readonly #signs: 'auto' | 'always' | 'never' | 'exceptZero' | 'negative';
	readonly #stripsZeros: boolean;

	constructor(locales?: unknown, values?: unknown) {
		this.#locale = localeOf<Locale>(locales, NUMBER_LOCALES);
		const options = new Options('Intl.NumberFormat', values, OPTIONS);
		this.#style = options.word('style', ['decimal', 'percent', 'currency'], ['unit']) ?? 'decimal';
		const code = options.text('currency');
		if (code !== undefined && !/^[a-z]{3}$/i.test(code))
			throw new RangeError(`Invalid currency code : ${code}`);
		this.#currencyDisplay =
			options.word('currencyDisplay', ['symbol', 'narrowSymbol', 'code'], ['name']) ?? 'symbol';
		this.#isAccounting = options.word('currencySign', ['standard', 'accounting']) === 'accounting';
		if (this.#style === 'currency') {
			if (code === undefined) throw new TypeError('Currency code is required with currency style.');
			this.#currency = currencyOf(code);
			if (!this.#currency) throw notHere(`the currency '${code}'`);
		}
		const isCompact =
			options.word('notation', ['standard', 'compact'], ['scientific', 'engineering']) === 'compact';
		const display = options.word('compactDisplay', ['short', 'long']) ?? 'short';
		this.#compact = isCompact ? display : null;
		if (isCompact && this.#isGerman) throw notHere("notation 'compact' in German");
		this.#digits = digitsOf(options, this.#style, this.#currency, isCompact);
		this.#grouping = groupingOf(options, isCompact);
		this.#signs =
			options.word('signDisplay', ['auto', 'always', 'never', 'exceptZero', 'negative']) ?? 'auto';
		this.#stripsZeros = options.word('trailingZeroDisplay', ['auto', 'stripIfInteger']) === 'stripIfInteger';
	}

	get format(): (value?: unknown) => string {
		return (value) => joined(this.formatToParts(value));
	}

	formatToParts(value?: unknown): Part[] {
		const number = numberOf(value);
		if (typeof number !== 'number' || Number.isFinite(number)) return this.#finite(decimalOf(number));
		const isNegative = number < 0;
		const parts = Number.isNaN(number) ? [{ type: 'nan', value: 'NaN' }] : [{ type: 'infinity', value: '∞' }];
		return this.#dressed(parts, isNegative, Number.isNaN(number));
	}

	resolvedOptions(): Record<string, unknown> {
		const { wholeMin, fractionMin, fractionMax, significant } = this.#digits;
		const currency = this.#currency
			? {
					currency: this.#currency.code,
					currencyDisplay: this.#currencyDisplay,
					currencySign: this.#isAccounting ? 'accounting' : 'standard'
				}
			: {};
		const digits = significant
			? { minimumSignificantDigits: significant.min, maximumSignificantDigits: significant.max }
			: { minimumFractionDigits: fractionMin, maximumFractionDigits: fractionMax };
		return {
			locale: this.#locale,
			numberingSystem: 'latn',
			style: this.#style,
			...currency,
			minimumIntegerDigits: wholeMin,
			...digits,
			useGrouping: this.#grouping === 'false' ? false : this.#grouping,
			notation: this.#compact ? 'compact' : 'standard',
			...(this.#compact ? { compactDisplay: this.#compact } : {}),
			signDisplay: this.#signs,
			roundingIncrement: 1,
			roundingMode: 'halfExpand',
			roundingPriority: this.#digits.isCompact ? 'morePrecision' : 'auto',
			trailingZeroDisplay: this.#stripsZeros ? 'stripIfInteger' : 'auto'
		};
	}

	formatRange(): never {
		throw notHere('Intl.NumberFormat.formatRange()');
	}

	static supportedLocalesOf(locales?: unknown): string[] {
		return supported(locales, NUMBER_LOCALES);
	}

	get #isGerman(): boolean {
		return this.#locale.startsWith('de');
	}

	#finite(exact: Decimal): Part[] {
		const value = this.#style === 'percent' ? shifted(exact, 2) : exact;
		const { rounded, thousands } = this.#compact
			? compacted(value, this.#digits)
			: { rounded: round(value, this.#digits), thousands: 0 };
		const parts = this.#numberParts(rounded);
		const suffix = this.#compact === 'long' ? LONG_SUFFIXES[thousands] : SHORT_SUFFIXES[thousands];
		if (this.#compact && suffix !== undefined && suffix !== '') {
			if (this.#compact === 'long') parts.push({ type: 'literal', value: ' ' });
			parts.push({ type: 'compact', value: suffix });
		}
		return this.#dressed(parts, rounded.isNegative, isZero(rounded));
	}

	#numberParts(rounded: Decimal): Part[] {
		const { wholeMin, significant } = this.#digits;
		const fractionMin = significant
			? Math.max(0, significant.min - Math.max(rounded.point, isZero(rounded) ? 1 : rounded.point))
			: this.#digits.fractionMin;
		const isStripped = this.#stripsZeros && rounded.digits.length <= rounded.point;
		const { whole, fraction } = written(rounded, wholeMin, isStripped ? 0 : fractionMin);
		const parts: Part[] = [];
		const groups = this.#isGrouped(whole) ? whole.replace(/\B(?=(?:\d{3})+$)/g, '|').split('|') : [whole];
		for (const [index, group] of groups.entries()) {
			if (index > 0) parts.push({ type: 'group', value: this.#isGerman ? '.' : ',' });
			parts.push({ type: 'integer', value: group });
		}
		if (fraction !== '') {
			parts.push({ type: 'decimal', value: this.#isGerman ? ',' : '.' });
			parts.push({ type: 'fraction', value: fraction });
		}
		return parts;
	}

	#isGrouped(whole: string): boolean {
		if (this.#grouping === 'false') return false;
		return whole.length > (this.#grouping === 'min2' ? 4 : 3);
	}

	/** Adds sign, currency and percent. */
	#dressed(parts: Part[], isNegative: boolean, isNothing: boolean): Part[] {
		const sign = this.#signOf(isNegative, isNothing);
		const unit = this.#currency && { type: 'currency', value: this.#currencySign(this.#currency) };
		const space = { type: 'literal', value: NO_BREAK_SPACE };
		// A sign that is letters would run into digits.
		const isSpaced = /\p{L}$/u.test(unit?.value ?? '') && parts[0]?.type === 'integer';
		let dressed = parts;
		if (this.#style === 'percent') {
			dressed = [
				...parts,
				...(this.#isGerman ? [space] : []),
				{ type: this.#compact ? 'unit' : 'percentSign', value: '%' }
			];
		} else if (unit && this.#isGerman) dressed = [...parts, space, unit];
		else if (unit) dressed = [unit, ...(isSpaced ? [space] : []), ...parts];
		if (sign === '') return dressed;
		if (sign === '-' && this.#isAccounting && unit && !this.#isGerman)
			return [{ type: 'literal', value: '(' }, ...dressed, { type: 'literal', value: ')' }];
		return [{ type: sign === '-' ? 'minusSign' : 'plusSign', value: sign }, ...dressed];
	}

	#signOf(isNegative: boolean, isNothing: boolean): '' | '-' | '+' {
		switch (this.#signs) {
			case 'never':
				return '';
			case 'always':
				return isNegative ? '-' : '+';
			case 'exceptZero':
				return isNothing ? '' : isNegative ? '-' : '+';
			case 'negative':
				return isNegative && !isNothing ? '-' : '';
			case 'auto':
				return isNegative ? '-' : '';
		}
	}

	#currencySign({ code, sign, narrowSign }: Currency): string {
		if (this.#currencyDisplay === 'code') return code;
		if (this.#currencyDisplay === 'narrowSymbol') return this.#isGerman && code === 'TWD' ? sign : narrowSign;
		return this.#isGerman ? (GERMAN_SIGNS[code] ?? sign) : sign;
	}
}

/** Where German differs. */
const GERMAN_SIGNS: Record<string, string> = { AUD: 'AU$', PHP: 'PHP' };

export function supported(locales: unknown, here: Record<string, string>): string[] {
	const list: unknown[] = locales === undefined ? [] : Array.isArray(locales) ? locales : [locales];
	return list.map(String).filter((tag) => Object.hasOwn(here, tag.toLowerCase()));
}

/** Texts keep all their digits (ECMA-402, ToIntlMathematicalValue). */
function numberOf(value: unknown): number | bigint | string {
	if (typeof value === 'bigint') return value;
	if (typeof value === 'string' && /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?\s*$/.test(value))
		return value.trim();
	if (typeof value === 'object' && value !== null) {
		const primitive: unknown = value.valueOf();
		if (typeof primitive !== 'object') return numberOf(primitive);
	}
	return Number(value);
}

function digitsOf(
	options: Options,
	style: 'decimal' | 'percent' | 'currency',
	currency: Currency | null,
	isCompact: boolean
): Digits {
	const wholeMin = options.integer('minimumIntegerDigits', 1, 21) ?? 1;
	const ofCurrency = isCompact ? undefined : currency?.digits;
	const fractionMinDefault = ofCurrency ?? 0;
	const fractionMaxDefault = ofCurrency ?? (style === 'percent' ? 0 : 3);
	const hasSignificant = options.has('minimumSignificantDigits') || options.has('maximumSignificantDigits');
	const hasFraction = options.has('minimumFractionDigits') || options.has('maximumFractionDigits');
	const min = options.integer('minimumFractionDigits', 0, 100);
	const max = options.integer('maximumFractionDigits', 0, 100);
	const fractionMin = min ?? Math.min(fractionMinDefault, max ?? fractionMinDefault);
	const fractionMax = max ?? Math.max(fractionMaxDefault, fractionMin);
	if (fractionMin > fractionMax) throw new RangeError('maximumFractionDigits value is out of range.');
	const significantMin = options.integer('minimumSignificantDigits', 1, 21) ?? 1;
	const significantMax = options.integer('maximumSignificantDigits', significantMin, 21) ?? 21;
	return {
		wholeMin,
		fractionMin,
		fractionMax,
		significant: hasSignificant ? { min: significantMin, max: significantMax } : null,
		isCompact: isCompact && !hasSignificant && !hasFraction
	};
}

function groupingOf(options: Options, isCompact: boolean): 'always' | 'auto' | 'min2' | 'false' {
	const fallback = isCompact ? 'min2' : 'auto';
	const text = options.text('useGrouping');
	if (text === undefined || options.flag('useGrouping') === false)
		return text === undefined ? fallback : 'false';
	if (text === 'true' || text === 'false') return text === 'true' ? 'always' : fallback;
	return options.word('useGrouping', ['always', 'auto', 'min2']) ?? fallback;
}

function round(value: Decimal, digits: Digits): Decimal {
	if (digits.significant) return roundedTo(value, digits.significant.max - value.point);
	if (digits.isCompact) return roundedTo(value, Math.max(0, 2 - value.point));
	return roundedTo(value, digits.fractionMax);
}

/** In thousands, millions … so that fewer than four digits stand before the point, after rounding too. */
function compacted(value: Decimal, digits: Digits): { rounded: Decimal; thousands: number } {
	const most = SHORT_SUFFIXES.length - 1;
	const thousands = Math.min(most, Math.max(0, Math.floor((value.point - 1) / 3)));
	const rounded = round(shifted(value, -3 * thousands), digits);
	if (rounded.point < 4 || thousands === most) return { rounded, thousands };
	return { rounded: round(shifted(value, -3 * (thousands + 1)), digits), thousands: thousands + 1 };
}
