import { SqlError } from './sql-error.ts';

/**
 * `numeric`: exact, with the number of digits after the point that PostgreSQL would show.
 * https://www.postgresql.org/docs/18/datatype-numeric.html
 */
export interface Decimal {
	readonly units: bigint;
	/** Value is units / 10^scale. */
	readonly scale: number;
}

export function isDecimal(value: unknown): value is Decimal {
	return typeof value === 'object' && value !== null && 'units' in value;
}

export function decimalFrom(value: number | bigint): Decimal {
	if (typeof value === 'bigint') return { units: value, scale: 0 };
	if (Number.isInteger(value)) return { units: BigInt(value), scale: 0 };
	const parsed = parseDecimal(String(value));
	if (parsed === null) throw new SqlError('22003', 'cannot convert this number to numeric');
	return parsed;
}

export function parseDecimal(text: string): Decimal | null {
	const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?\s*$/.exec(text);
	if (!match) return null;
	const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
	if (whole === '' && fraction === '') return null;
	const scale = fraction.length - Number(exponent);
	const units = BigInt((sign === '-' ? '-' : '') + whole + fraction);
	return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

export function decimalText({ units, scale }: Decimal): string {
	if (scale === 0) return units.toString();
	const negative = units < 0n;
	const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
	return `${negative ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Rounds half away from zero, as PostgreSQL does. */
export function rescale({ units, scale }: Decimal, wanted: number): Decimal {
	if (wanted >= scale) return { units: units * 10n ** BigInt(wanted - scale), scale: wanted };
	return { units: divideRounded(units, 10n ** BigInt(scale - wanted)), scale: wanted };
}

export function compareDecimals(a: Decimal, b: Decimal): number {
	const scale = Math.max(a.scale, b.scale);
	const left = rescale(a, scale).units;
	const right = rescale(b, scale).units;
	return left < right ? -1 : left > right ? 1 : 0;
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	return { units: rescale(a, scale).units + rescale(b, scale).units, scale };
}

export function negateDecimal(a: Decimal): Decimal {
	return { units: -a.units, scale: a.scale };
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
	return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** At least 16 significant digits: `select_div_scale` of the server's numeric.c, which counts digits in groups of four. */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
	if (b.units === 0n) throw new SqlError('22012', 'division by zero');
	const [weightA, firstA] = weightOf(a);
	const [weightB, firstB] = weightOf(b);
	const quotientWeight = weightA - weightB - (firstA <= firstB ? 1 : 0);
	const scale = Math.max(16 - quotientWeight * 4, a.scale, b.scale, 0);
	const numerator = a.units * 10n ** BigInt(scale + b.scale);
	return { units: divideRounded(numerator, b.units * 10n ** BigInt(a.scale)), scale };
}

export function remainderOf(a: Decimal, b: Decimal): Decimal {
	if (b.units === 0n) throw new SqlError('22012', 'division by zero');
	const scale = Math.max(a.scale, b.scale);
	return { units: rescale(a, scale).units % rescale(b, scale).units, scale };
}

/** The weight of the first group of four digits, and the group. */
function weightOf(value: Decimal): [number, number] {
	if (value.units === 0n) return [0, 0];
	const text = decimalText({ units: value.units < 0n ? -value.units : value.units, scale: value.scale });
	const [whole = '', fraction = ''] = text.split('.');
	const trimmed = whole.replace(/^0+/, '');
	if (trimmed !== '') {
		const groups = Math.ceil(trimmed.length / 4);
		return [groups - 1, Number(trimmed.slice(0, trimmed.length - (groups - 1) * 4))];
	}
	const zeros = fraction.length - fraction.replace(/^0+/, '').length;
	const group = Math.floor(zeros / 4);
	return [-1 - group, Number(fraction.slice(group * 4, group * 4 + 4).padEnd(4, '0'))];
}

function divideRounded(numerator: bigint, denominator: bigint): bigint {
	const negative = numerator < 0n !== denominator < 0n;
	const top = numerator < 0n ? -numerator : numerator;
	const bottom = denominator < 0n ? -denominator : denominator;
	const rounded = (top * 2n + bottom) / (bottom * 2n);
	return negative ? -rounded : rounded;
}
