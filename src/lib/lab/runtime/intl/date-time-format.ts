import { dateFieldsOf, type DateFields, type Name, type Size } from './date-fields.ts';
import { DATE_WORDS, type DateWords } from './date-names.ts';
import { supported } from './number-format.ts';
import { joined, localeOf, notHere, type Part } from './options.ts';

export const DATE_LOCALES = {
	en: 'en-US',
	'en-us': 'en-US',
	'en-gb': 'en-GB',
	de: 'de-DE',
	'de-de': 'de-DE'
} as const;
type Locale = (typeof DATE_LOCALES)[keyof typeof DATE_LOCALES];

/** Before AM and PM stands a narrow space of CLDR in parts, and in texts a plain one, as V8 has it for the web's sake. */
const NARROW_SPACE = '\u202f';
const PART_NAMES: Record<string, string> = { w: 'weekday', y: 'year', M: 'month', d: 'day' };

/** Dates for people (ECMA-402, §11.5): English and German, in UTC, in the common combinations. */
export class DateTimeFormat {
	readonly #locale: Locale;
	readonly #words: DateWords;
	readonly #fields: DateFields;

	constructor(
		locales?: unknown,
		values?: unknown,
		required: 'date' | 'time' | 'any' = 'any',
		defaults: 'date' | 'time' | 'all' = 'date'
	) {
		this.#locale = localeOf<Locale>(locales, DATE_LOCALES);
		this.#words = DATE_WORDS[this.#locale];
		this.#fields = dateFieldsOf(values, required, defaults);
		// What is not here is refused when it is asked for, not when a date comes.
		this.formatToParts(0);
	}

	get format(): (date?: unknown) => string {
		return (date) => joined(this.formatToParts(date)).replaceAll(NARROW_SPACE, ' ');
	}

	formatToParts(date?: unknown): Part[] {
		const moment = new Date(date === undefined ? Date.now() : Number(date));
		if (Number.isNaN(moment.getTime())) throw new RangeError('Invalid time value');
		const fields = this.#unstyled();
		const datePart = this.#date(moment, fields);
		const timePart = this.#time(moment, fields);
		if (datePart.length === 0 || timePart.length === 0) return [...datePart, ...timePart];
		return [...datePart, { type: 'literal', value: this.#glue(fields) }, ...timePart];
	}

	resolvedOptions(): Record<string, unknown> {
		const { fractionDigits, hour12, ...fields } = this.#fields;
		const isTwelveHours = hour12 ?? this.#words.isTwelveHours;
		const hours =
			fields.hour || fields.timeStyle
				? { hourCycle: isTwelveHours ? 'h12' : 'h23', hour12: isTwelveHours }
				: {};
		const given = Object.entries({ ...fields, fractionalSecondDigits: fractionDigits }).filter(
			([name, value]) => value !== undefined && name !== 'isDefault'
		);
		return {
			locale: this.#locale,
			calendar: 'gregory',
			numberingSystem: 'latn',
			timeZone: 'UTC',
			...hours,
			...Object.fromEntries(given)
		};
	}

	formatRange(): never {
		throw notHere('Intl.DateTimeFormat.formatRange()');
	}

	static supportedLocalesOf(locales?: unknown): string[] {
		return supported(locales, DATE_LOCALES);
	}

	/** The fields a style stands for. */
	#unstyled(): DateFields {
		const { dateStyle, timeStyle, ...rest } = this.#fields;
		const fields: DateFields = { ...rest };
		if (dateStyle !== undefined) {
			const style = this.#words.styles[dateStyle];
			if (style.fields.startsWith('w')) fields.weekday = 'long';
			fields.year = style.year;
			fields.month = style.month;
			fields.day = style.month === '2-digit' ? '2-digit' : 'numeric';
		}
		if (timeStyle !== undefined) {
			fields.hour = this.#words.isTwelveHours ? 'numeric' : '2-digit';
			fields.minute = '2-digit';
			if (timeStyle !== 'short') fields.second = '2-digit';
			if (timeStyle === 'full') fields.timeZoneName = 'long';
			if (timeStyle === 'long') fields.timeZoneName = 'short';
		}
		return fields;
	}

	#glue({ weekday, year, month, day, hour, minute, hour12 = true, ...rest }: DateFields): string {
		const isWeekdayOnly = weekday !== undefined && !year && !month && !day;
		const isPlainTime = rest.fractionDigits === undefined && rest.timeZoneName === undefined;
		if (isWeekdayOnly && isPlainTime && hour && (hour12 || minute)) return ' ';
		return month === 'long' ? this.#words.glue.long : this.#words.glue.short;
	}

	#date(moment: Date, fields: DateFields): Part[] {
		const { weekday, year, month, day } = fields;
		const key = `${weekday ? 'w' : ''}${year ? 'y' : ''}${month ? 'M' : ''}${day ? 'd' : ''}`;
		if (key === '') return [];
		const isWorded = month === 'long' || month === 'short' || month === 'narrow';
		const pattern = (isWorded ? this.#words.worded : this.#words.numeric)[key];
		const isMixed = this.#locale !== 'en-US' && isNumber(month) && day !== undefined && day !== month;
		if (pattern === undefined || isMixed || (month === 'narrow' && key !== 'M'))
			throw notHere('a date of just these fields');
		return [...pattern.matchAll(/\{(\w)\}|[^{]+/g)].map(([text, name]) =>
			name === undefined
				? { type: 'literal', value: text }
				: { type: PART_NAMES[name] ?? name, value: this.#field(name, moment, fields, key) }
		);
	}

	#field(name: string, moment: Date, fields: DateFields, key: string): string {
		const isPadded = this.#words.isPadded && key.includes('M') && key !== 'M' && isNumber(fields.month);
		const padded = (size: Size | undefined) => (isPadded ? '2-digit' : size);
		switch (name) {
			case 'w':
				return named(this.#words.weekdays, moment.getUTCDay(), fields.weekday, key === 'w');
			case 'y': {
				const year = moment.getUTCFullYear();
				if (year < 1) throw notHere('a year before the year 1');
				return fields.year === '2-digit' ? number(year % 100, '2-digit') : String(year);
			}
			case 'M': {
				const { month } = fields;
				if (month === 'numeric' || month === '2-digit')
					return number(moment.getUTCMonth() + 1, padded(month));
				return named(this.#words.months, moment.getUTCMonth(), month, key === 'M');
			}
			default:
				return number(moment.getUTCDate(), padded(fields.day));
		}
	}

	#time(moment: Date, fields: DateFields): Part[] {
		const { hour, minute, second, fractionDigits, timeZoneName } = fields;
		this.#expectUsual(fields);
		const parts: Part[] = [];
		const isTwelveHours = fields.hour12 ?? this.#words.isTwelveHours;
		const colon = { type: 'literal', value: ':' };
		if (hour) {
			const hours = moment.getUTCHours();
			const shown = isTwelveHours ? hours % 12 || 12 : hours;
			parts.push({ type: 'hour', value: number(shown, isTwelveHours ? hour : '2-digit') });
		}
		if (minute) {
			if (hour) parts.push(colon);
			const size = hour || second ? '2-digit' : 'numeric';
			parts.push({ type: 'minute', value: number(moment.getUTCMinutes(), size) });
		}
		if (second) {
			if (minute) parts.push(colon);
			parts.push({ type: 'second', value: number(moment.getUTCSeconds(), minute ? '2-digit' : 'numeric') });
		}
		if (fractionDigits !== undefined) {
			parts.push({ type: 'literal', value: this.#locale === 'de-DE' ? ',' : '.' });
			const milliseconds = String(moment.getUTCMilliseconds()).padStart(3, '0');
			parts.push({ type: 'fractionalSecond', value: milliseconds.slice(0, fractionDigits) });
		}
		if (hour && isTwelveHours) {
			parts.push({ type: 'literal', value: NARROW_SPACE });
			parts.push({ type: 'dayPeriod', value: moment.getUTCHours() < 12 ? 'AM' : 'PM' });
		}
		if (timeZoneName) {
			parts.push({ type: 'literal', value: ' ' });
			parts.push({ type: 'timeZoneName', value: timeZoneName === 'long' ? this.#words.utc : 'UTC' });
		}
		return parts;
	}

	/** Refuses what other engines write in ways of their own. */
	#expectUsual(fields: DateFields): void {
		const { hour, minute, second, fractionDigits, timeZoneName, dateStyle, timeStyle } = this.#fields;
		const hasTime = Boolean(fields.hour || fields.minute || fields.second || fractionDigits);
		const hasDate = Boolean(fields.weekday || fields.year || fields.month || fields.day);
		if (
			(hour && second && !minute) ||
			(fractionDigits !== undefined && !second) ||
			(timeZoneName && !hasTime)
		)
			throw notHere('a time of just these fields');
		if (this.#locale === 'en-US' || !hasTime || dateStyle || timeStyle) return;
		const isMixed = hasDate && !(fields.isDefault && !timeZoneName);
		if (isMixed || (hour && !minute) || fields.hour12 === true)
			throw notHere(`a time of just these fields in ${this.#locale}`);
	}
}

function number(value: number, size: Size | undefined): string {
	return size === '2-digit' ? String(value).padStart(2, '0') : String(value);
}

function isNumber(month: DateFields['month']): boolean {
	return month === 'numeric' || month === '2-digit';
}

function named(words: DateWords['months'], index: number, name: Name | undefined, isAlone: boolean): string {
	const list = name === 'short' ? (isAlone ? words.alone : words.short) : words.long;
	const word = list[index] ?? '';
	return name === 'narrow' ? word.slice(0, 1) : word;
}
