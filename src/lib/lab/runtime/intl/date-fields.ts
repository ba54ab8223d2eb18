import { notHere, Options } from './options.ts';

export type Size = 'numeric' | '2-digit';
export type Name = 'long' | 'short' | 'narrow';
export type Style = 'full' | 'long' | 'medium' | 'short';

/** What of a moment is to be written, and how. */
export interface DateFields {
	weekday?: Name;
	year?: Size;
	month?: Size | Name;
	day?: Size;
	hour?: Size;
	minute?: Size;
	second?: Size;
	fractionDigits?: number;
	timeZoneName?: 'short' | 'long';
	dateStyle?: Style;
	timeStyle?: Style;
	hour12?: boolean;
	/** No date or time was asked for, so both are written. */
	isDefault: boolean;
}

const SIZES = ['numeric', '2-digit'] as const;
const NAMES = ['long', 'short', 'narrow'] as const;
const STYLES = ['full', 'long', 'medium', 'short'] as const;
const ZONES = new Set(['utc', 'gmt', 'etc/utc', 'etc/gmt', '+00:00']);

/** Reads options as ECMA-402, CreateDateTimeFormat: `required` is what must be there, `defaults` what is added if not. */
export function dateFieldsOf(
	values: unknown,
	required: 'date' | 'time' | 'any',
	defaults: 'date' | 'time' | 'all'
): DateFields {
	const options = new Options('Intl.DateTimeFormat', values, []);
	expectUtc(options);
	const fields: DateFields = {
		weekday: options.word('weekday', NAMES),
		year: options.word('year', SIZES),
		month: options.word('month', [...SIZES, ...NAMES]),
		day: options.word('day', SIZES),
		hour: options.word('hour', SIZES),
		minute: options.word('minute', SIZES),
		second: options.word('second', SIZES),
		fractionDigits: options.integer('fractionalSecondDigits', 1, 3),
		timeZoneName: options.word('timeZoneName', ['short', 'long'], ZONE_NAMES_NOT_HERE),
		dateStyle: options.word('dateStyle', STYLES),
		timeStyle: options.word('timeStyle', STYLES),
		hour12: hour12Of(options),
		isDefault: false
	};
	if (fields.dateStyle !== undefined || fields.timeStyle !== undefined) return styled(fields, required);
	const hasDate = [fields.weekday, fields.year, fields.month, fields.day].some(
		(field) => field !== undefined
	);
	const hasTime = [fields.hour, fields.minute, fields.second, fields.fractionDigits].some(
		(field) => field !== undefined
	);
	if ((required !== 'time' && hasDate) || (required !== 'date' && hasTime)) return fields;
	return {
		...fields,
		...(defaults === 'time' ? {} : { year: 'numeric', month: 'numeric', day: 'numeric' }),
		...(defaults === 'date' ? {} : { hour: 'numeric', minute: 'numeric', second: 'numeric' }),
		isDefault: !hasDate && !hasTime
	};
}

const ZONE_NAMES_NOT_HERE = ['shortOffset', 'longOffset', 'shortGeneric', 'longGeneric'];

function expectUtc(options: Options): void {
	const zone = options.text('timeZone');
	if (zone !== undefined && !ZONES.has(zone.toLowerCase()))
		throw notHere(`the time zone '${zone}' (the clock of the machine is UTC)`);
}

function hour12Of(options: Options): boolean | undefined {
	const cycle = options.word('hourCycle', ['h12', 'h23'], ['h11', 'h24']);
	return options.flag('hour12') ?? (cycle === undefined ? undefined : cycle === 'h12');
}

function styled(fields: DateFields, required: 'date' | 'time' | 'any'): DateFields {
	const { dateStyle, timeStyle, ...others } = fields;
	const other = Object.entries(others).find(
		([name, value]) => value !== undefined && name !== 'hour12' && name !== 'isDefault'
	);
	if (other)
		throw new TypeError(`Can't set option ${other[0]} when ${dateStyle ? 'dateStyle' : 'timeStyle'} is used`);
	if ((required === 'date' && timeStyle) || (required === 'time' && dateStyle))
		throw new TypeError(`Invalid option : ${timeStyle ? 'timeStyle' : 'dateStyle'}`);
	return fields;
}
