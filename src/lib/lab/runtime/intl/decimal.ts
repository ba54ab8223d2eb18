/**
 * A number as its decimal digits: `digits` with the point after the first `point` of them. Rounding
 * works on what one reads, so 1.005 to two places is 1.01, as ICU does it (and `toFixed` does not).
 */
export interface Decimal {
	isNegative: boolean;
	/** No zeros in front or at the end; empty for zero. */
	digits: string;
	point: number;
}

export function decimalOf(value: number | bigint | string): Decimal {
	const text = typeof value === 'number' && Object.is(value, -0) ? '-0' : String(value);
	const [, sign, whole = '', fraction = '', exponent = '0'] =
		/^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text) ?? [];
	return normal(sign === '-', whole + fraction, whole.length + Number(exponent));
}

function normal(isNegative: boolean, digits: string, point: number): Decimal {
	const leading = /^0*/.exec(digits)?.[0].length ?? 0;
	const kept = digits.slice(leading).replace(/0+$/, '');
	return { isNegative, digits: kept, point: kept === '' ? 0 : point - leading };
}

/** Half away from zero, at the place 10 to the power of -`places`. */
export function roundedTo(decimal: Decimal, places: number): Decimal {
	const kept = decimal.point + places;
	if (kept >= decimal.digits.length) return decimal;
	if (kept < 0) return normal(decimal.isNegative, '', 0);
	const isUp = (decimal.digits[kept] ?? '0') >= '5';
	const head = decimal.digits.slice(0, kept);
	if (!isUp) return normal(decimal.isNegative, head, decimal.point);
	const raised = String(BigInt(head === '' ? '0' : head) + 1n).padStart(kept, '0');
	return normal(decimal.isNegative, raised, decimal.point + raised.length - kept);
}

/** Times 10 to the power of `by`. */
export function shifted(decimal: Decimal, by: number): Decimal {
	return decimal.digits === '' ? decimal : { ...decimal, point: decimal.point + by };
}

export function isZero(decimal: Decimal): boolean {
	return decimal.digits === '';
}

/** Digits before and after the point, with at least so many of each. */
export function written(
	decimal: Decimal,
	wholeMin: number,
	fractionMin: number
): { whole: string; fraction: string } {
	const { digits, point } = decimal;
	const whole = digits.slice(0, Math.max(0, point)).padEnd(Math.max(0, point), '0');
	const fraction = '0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point));
	return { whole: whole.padStart(wholeMin, '0'), fraction: fraction.padEnd(fractionMin, '0') };
}
