import {
	compareDecimals,
	decimalFrom,
	decimalText,
	isDecimal,
	parseDecimal,
	rescale,
	type Decimal
} from './decimal.ts';
import { parseInterval, parseTimestamp, intervalText, timestampText } from './moments.ts';
import { normalizeJson } from './json-values.ts';
import { notInThisModel, SqlError } from './sql-error.ts';

/**
 * What a column holds: `int4` numbers, `int8` bigints, `numeric` decimals, texts, booleans; moments and
 * intervals are microseconds as numbers; a `tid` and `jsonb` are their texts.
 */
export type Value = null | number | bigint | string | boolean | Decimal;

/** Object identifiers of `pg_type`, which drivers read to convert. */
export const TYPE_OIDS = {
	bool: 16,
	int8: 20,
	int2: 21,
	int4: 23,
	text: 25,
	oid: 26,
	tid: 27,
	xid: 28,
	float8: 701,
	unknown: 705,
	bpchar: 1042,
	varchar: 1043,
	date: 1082,
	timestamptz: 1184,
	interval: 1186,
	numeric: 1700,
	void: 2278,
	jsonb: 3802,
	pg_snapshot: 5038,
	xid8: 5069,
	name: 19
} as const;
export type TypeName = keyof typeof TYPE_OIDS;

/** How messages name a type. */
const SPOKEN: Partial<Record<TypeName, string>> = {
	bool: 'boolean',
	int2: 'smallint',
	int4: 'integer',
	int8: 'bigint',
	float8: 'double precision',
	varchar: 'character varying',
	bpchar: 'character',
	timestamptz: 'timestamp with time zone'
};

const ALIASES: Record<string, TypeName> = {
	boolean: 'bool',
	smallint: 'int2',
	int: 'int4',
	integer: 'int4',
	bigint: 'int8',
	'double precision': 'float8',
	float: 'float8',
	decimal: 'numeric',
	'character varying': 'varchar',
	char: 'bpchar',
	character: 'bpchar',
	'timestamp with time zone': 'timestamptz'
};

/** A type with what stands in its parentheses. */
export interface ColumnType {
	name: TypeName;
	length: number | null;
	scale: number | null;
}

export function typeNamed(written: string, config: readonly number[] = []): ColumnType {
	const lower = written.toLowerCase();
	const name = ALIASES[lower] ?? Object.keys(TYPE_OIDS).find(isTypeName(lower));
	if (name === undefined || !isKnownType(name)) throw notInThisModel(`the type "${written}"`);
	if (name === 'numeric') {
		return { name, length: config[0] ?? null, scale: config.length > 0 ? (config[1] ?? 0) : null };
	}
	return { name, length: config[0] ?? (name === 'bpchar' ? 1 : null), scale: null };
}

function isTypeName(lower: string): (name: string) => boolean {
	return (name) => name === lower;
}

function isKnownType(name: string): name is TypeName {
	return name in TYPE_OIDS;
}

export function spoken(type: TypeName): string {
	return SPOKEN[type] ?? type;
}

export function isNumber(type: TypeName): boolean {
	return type === 'int4' || type === 'int8' || type === 'numeric' || type === 'float8' || type === 'int2';
}

export function isText(type: TypeName): boolean {
	return type === 'text' || type === 'varchar' || type === 'bpchar' || type === 'name';
}

const INTEGER_RANGE: Partial<Record<TypeName, bigint>> = {
	int2: 2n ** 15n,
	int4: 2n ** 31n,
	int8: 2n ** 63n,
	oid: 2n ** 32n,
	xid: 2n ** 32n,
	xid8: 2n ** 63n
};

/** The type's input function. */
export function parseValue(text: string, type: TypeName): Value {
	switch (type) {
		case 'int2':
		case 'int4':
		case 'int8':
		case 'oid':
		case 'xid':
		case 'xid8': {
			if (!/^\s*[+-]?\d+\s*$/.test(text)) throw invalidInput(text, type);
			return checkedInteger(BigInt(text.trim().replace('+', '')), type, text);
		}
		case 'numeric': {
			const parsed = parseDecimal(text);
			if (parsed === null) throw invalidInput(text, type);
			return parsed;
		}
		case 'float8': {
			const number = Number(text.trim());
			if (text.trim() === '' || (Number.isNaN(number) && text.trim() !== 'NaN'))
				throw invalidInput(text, type);
			return number;
		}
		case 'bool': {
			const word = text.trim().toLowerCase();
			if (['t', 'true', 'y', 'yes', 'on', '1'].includes(word)) return true;
			if (['f', 'false', 'n', 'no', 'off', '0'].includes(word)) return false;
			throw invalidInput(text, type);
		}
		case 'timestamptz':
			return parseTimestamp(text);
		case 'interval':
			return parseInterval(text);
		case 'jsonb':
			return normalizeJson(text);
		default:
			return text;
	}
}

/** Integers that fit are numbers, those of `int8` always bigints: arithmetic stays within one kind. */
export function checkedInteger(value: bigint, type: TypeName, text?: string): Value {
	const half = INTEGER_RANGE[type] ?? 0n;
	if (value >= half || value < -half) {
		if (text === undefined) throw new SqlError('22003', `${spoken(type)} out of range`);
		throw new SqlError('22003', `value "${text}" is out of range for type ${spoken(type)}`);
	}
	return type === 'int8' || type === 'xid8' ? value : Number(value);
}

function invalidInput(text: string, type: TypeName): SqlError {
	return new SqlError('22P02', `invalid input syntax for type ${spoken(type)}: "${text}"`);
}

/** The type's output function: what the text format of the wire carries. */
export function valueText(value: Value, type: TypeName): string | null {
	if (value === null) return null;
	if (typeof value === 'boolean') return value ? 't' : 'f';
	if (isDecimal(value)) return decimalText(value);
	if (type === 'timestamptz' && typeof value === 'number') return timestampText(value);
	if (type === 'interval' && typeof value === 'number') return intervalText(value);
	return String(value);
}

/** Negative, zero, positive; texts by their code points, as in the collation "C". */
export function compareValues(a: Value, b: Value): number {
	if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
	if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
	if (isDecimal(a) || isDecimal(b)) return compareDecimals(toDecimal(a), toDecimal(b));
	if (a === null || b === null) throw new Error('null has no order');
	return a < b ? -1 : a > b ? 1 : 0;
}

export function toDecimal(value: Value): Decimal {
	if (isDecimal(value)) return value;
	if (typeof value === 'number' || typeof value === 'bigint') return decimalFrom(value);
	throw new Error('only numbers become numeric');
}

/** From one type to another, as an explicit cast does; the text of an untyped literal is parsed. */
export function castValue(value: Value, from: TypeName, to: TypeName): Value {
	if (value === null || from === to) return value;
	if (from === 'unknown' || isText(from)) return isText(to) ? value : parseValue(String(value), to);
	if (isText(to)) return from === 'bool' ? String(value) : valueText(value, from);
	if (to === 'numeric') return toDecimal(value);
	if (to === 'float8') return isDecimal(value) ? Number(decimalText(value)) : Number(value);
	if (to in INTEGER_RANGE) {
		if (typeof value === 'boolean') return Number(value);
		if (isDecimal(value)) return checkedInteger(rescale(value, 0).units, to);
		if (typeof value === 'number') return checkedInteger(BigInt(roundEven(value)), to);
		if (typeof value === 'bigint') return checkedInteger(value, to);
	}
	if (to === 'bool' && typeof value === 'number') return value !== 0;
	throw new SqlError('42846', `cannot cast type ${spoken(from)} to ${spoken(to)}`);
}

/** What an assignment to a column does beyond the cast: lengths and scales. */
export function fitToColumn(value: Value, type: ColumnType): Value {
	if (value === null) return null;
	if (isDecimal(value) && type.scale !== null) {
		const rounded = rescale(value, type.scale);
		const digits = (type.length ?? 0) - type.scale;
		const limit = 10n ** BigInt(type.length ?? 0);
		if (rounded.units >= limit || rounded.units <= -limit) {
			throw new SqlError('22003', 'numeric field overflow', {
				detail: `A field with precision ${type.length}, scale ${type.scale} must round to an absolute value less than 10^${digits}.`
			});
		}
		return rounded;
	}
	if (
		typeof value === 'string' &&
		type.length !== null &&
		(type.name === 'varchar' || type.name === 'bpchar')
	) {
		if ([...value].length > type.length) {
			throw new SqlError('22001', `value too long for type ${spoken(type.name)}(${type.length})`);
		}
		return type.name === 'bpchar' ? value.padEnd(type.length) : value;
	}
	return value;
}

function roundEven(value: number): number {
	const floor = Math.floor(value);
	if (value - floor !== 0.5) return Math.round(value);
	return floor % 2 === 0 ? floor : floor + 1;
}
