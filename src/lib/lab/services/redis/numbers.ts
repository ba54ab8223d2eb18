import { RedisError } from './reply.ts';

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** True for the one way Redis writes a 64-bit integer: no sign but minus, no leading zero (string2ll). */
export function isIntegerText(text: string): boolean {
	const length = text.length;
	if (length === 0 || length > 20) return false;
	let at = text.charCodeAt(0) === 45 ? 1 : 0;
	if (at === length) return false;
	if (text.charCodeAt(at) === 48) return length === 1;
	const digits = length - at;
	for (; at < length; at++) {
		const code = text.charCodeAt(at);
		if (code < 48 || code > 57) return false;
	}
	return digits < 19 || isInt64(BigInt(text));
}

export function isInt64(value: bigint): boolean {
	return value >= INT64_MIN && value <= INT64_MAX;
}

/** An integer argument. Those beyond 2^53 lose their last digits, which only ever mean "very many". */
export function parseInteger(
	text: string | undefined,
	otherwise = 'ERR value is not an integer or out of range'
): number {
	if (text === undefined || !isIntegerText(text)) throw new RedisError(otherwise);
	return Number(text);
}

export function parseInt64(text: string, otherwise = 'ERR value is not an integer or out of range'): bigint {
	if (!isIntegerText(text)) throw new RedisError(otherwise);
	return BigInt(text);
}

/** A double as strtod reads it, without NaN; undefined when it is none. */
export function findDouble(text: string): number | undefined {
	if (text === '' || text.charCodeAt(0) <= 32) return undefined;
	const value = Number(text);
	if (value === value && text.charCodeAt(text.length - 1) > 32 && !/^[+-]?0[bo]/i.test(text)) {
		if (Math.abs(value) !== Infinity || /infinity/i.test(text)) return value;
		return undefined;
	}
	const match = /^([+-]?)inf(inity)?$/i.exec(text);
	return match ? (match[1] === '-' ? -Infinity : Infinity) : undefined;
}

export function parseDouble(text: string | undefined, otherwise = 'ERR value is not a valid float'): number {
	const value = findDouble(text ?? '');
	if (value === undefined) throw new RedisError(otherwise);
	return value;
}

/** C's `%.17g`, which Redis 7.0 uses for scores: seventeen digits, trailing zeros dropped. */
export function formatDouble(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) < 1e17) return Object.is(value, -0) ? '-0' : String(value);
	if (value === Infinity) return 'inf';
	if (value === -Infinity) return '-inf';
	if (value !== value) return 'nan';
	return formatPrecision(value, 17);
}

/** C's `%.<digits>g`. */
export function formatPrecision(value: number, digits: number): string {
	const [mantissa = '', exponentText = '0'] = value.toExponential(digits - 1).split('e');
	const exponent = Number(exponentText);
	const trim = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
	if (exponent >= -4 && exponent < digits) return trim(value.toFixed(Math.max(0, digits - 1 - exponent)));
	const power = String(Math.abs(exponent)).padStart(2, '0');
	return `${trim(mantissa)}e${exponent < 0 ? '-' : '+'}${power}`;
}

interface LongDouble {
	mantissa: bigint;
	exponent: number;
}

/** The nearest number with 64 significant bits, ties to even: x86's long double, which INCRBYFLOAT adds in. */
function nearestLongDouble(numerator: bigint, denominator: bigint): LongDouble {
	const negative = numerator < 0n;
	let top = negative ? -numerator : numerator;
	if (top === 0n) return { mantissa: 0n, exponent: 0 };
	let exponent = top.toString(2).length - denominator.toString(2).length - 64;
	for (;;) {
		const scaledTop = exponent < 0 ? top << BigInt(-exponent) : top;
		const scaledBottom = exponent < 0 ? denominator : denominator << BigInt(exponent);
		const floor = scaledTop / scaledBottom;
		if (floor >> 64n) {
			exponent++;
			continue;
		}
		const twice = (scaledTop - floor * scaledBottom) * 2n;
		const up = twice > scaledBottom || (twice === scaledBottom && floor % 2n === 1n);
		top = floor + (up ? 1n : 0n);
		return { mantissa: negative ? -top : top, exponent };
	}
}

function parseLongDouble(text: string): LongDouble | undefined {
	const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i.exec(text);
	if (!match || `${match[2]}${match[3] ?? ''}` === '') return undefined;
	const digits = BigInt(`${match[2]}${match[3] ?? ''}`) * (match[1] === '-' ? -1n : 1n);
	const power = Number(match[4] ?? 0) - (match[3] ?? '').length;
	return power < 0
		? nearestLongDouble(digits, 10n ** BigInt(-power))
		: nearestLongDouble(digits * 10n ** BigInt(power), 1n);
}

/** The sum as Redis writes it (`%.17Lf`, zeros trimmed), or undefined when a summand is no number. */
export function addFloats(first: string, second: string): string | undefined {
	const a = parseLongDouble(first);
	const b = parseLongDouble(second);
	if (!a || !b) return undefined;
	const exponent = Math.min(a.exponent, b.exponent, 0);
	const shifted = (value: LongDouble) => value.mantissa << BigInt(value.exponent - exponent);
	const bottom = 1n << BigInt(-exponent);
	const sum = nearestLongDouble(shifted(a) + shifted(b), bottom);
	const scale = 10n ** 17n;
	const top = (sum.mantissa < 0n ? -sum.mantissa : sum.mantissa) * scale;
	const down = 1n << BigInt(Math.max(0, -sum.exponent));
	const whole = sum.exponent > 0 ? top << BigInt(sum.exponent) : top;
	let rounded = whole / down;
	const twice = (whole % down) * 2n;
	if (twice > down || (twice === down && rounded % 2n === 1n)) rounded++;
	const fraction = String(rounded % scale)
		.padStart(17, '0')
		.replace(/0+$/, '');
	const sign = sum.mantissa < 0n && rounded > 0n ? '-' : '';
	return `${sign}${rounded / scale}${fraction && `.${fraction}`}`;
}
