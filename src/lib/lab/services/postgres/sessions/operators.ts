import {
	addDecimals,
	divideDecimals,
	multiplyDecimals,
	negateDecimal,
	remainderOf,
	type Decimal
} from './decimal.ts';
import { coerce } from './expressions.ts';
import type { Compiled } from './scope.ts';
import { SqlError } from './sql-error.ts';
import {
	checkedInteger,
	compareValues,
	isNumber,
	isText,
	spoken,
	toDecimal,
	valueText,
	type TypeName,
	type Value
} from './values.ts';

const NUMBER_ORDER: TypeName[] = ['int2', 'int4', 'int8', 'numeric', 'float8'];

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/' | '%';

/** The type two values meet in; an untyped one follows the other. */
export function commonType(a: TypeName, b: TypeName): TypeName {
	const common = findCommonType(a, b);
	if (common === null) {
		throw new SqlError('42804', `types ${spoken(a)} and ${spoken(b)} cannot be matched`);
	}
	return common;
}

function findCommonType(a: TypeName, b: TypeName): TypeName | null {
	if (a === b) return a === 'unknown' ? 'text' : a;
	if (a === 'unknown') return b;
	if (b === 'unknown') return a;
	if (isText(a) && isText(b)) return 'text';
	if (isNumber(a) && isNumber(b)) {
		return NUMBER_ORDER[Math.max(NUMBER_ORDER.indexOf(a), NUMBER_ORDER.indexOf(b))] ?? null;
	}
	if ((a === 'xid' || a === 'oid') && isNumber(b)) return a;
	if ((b === 'xid' || b === 'oid') && isNumber(a)) return b;
	return null;
}

export function comparison(op: Comparison, left: Compiled, right: Compiled): Compiled {
	const type = findCommonType(left.type, right.type);
	if (type === null) throw noOperator(op === '!=' ? '<>' : op, left.type, right.type);
	const a = coerce(left, type).evaluate;
	const b = coerce(right, type).evaluate;
	const holds = HOLDS[op];
	return {
		type: 'bool',
		evaluate(env) {
			const x = a(env);
			if (x === null) return null;
			const y = b(env);
			return y === null ? null : holds(compareValues(x, y));
		}
	};
}

const HOLDS: Record<Comparison, (order: number) => boolean> = {
	'=': (order) => order === 0,
	'!=': (order) => order !== 0,
	'<': (order) => order < 0,
	'<=': (order) => order <= 0,
	'>': (order) => order > 0,
	'>=': (order) => order >= 0
};

export function arithmetic(op: Arithmetic, left: Compiled, right: Compiled): Compiled {
	const type = arithmeticType(op, left.type, right.type);
	const operands = operandTypes(type, left.type, right.type);
	const a = coerce(left, operands[0]).evaluate;
	const b = coerce(right, operands[1]).evaluate;
	return {
		type,
		evaluate(env) {
			const x = a(env);
			if (x === null) return null;
			const y = b(env);
			return y === null ? null : calculate(op, x, y, type);
		}
	};
}

function arithmeticType(op: Arithmetic, a: TypeName, b: TypeName): TypeName {
	if (a === 'timestamptz' && b === 'timestamptz' && op === '-') return 'interval';
	if (a === 'timestamptz' || b === 'timestamptz') {
		if (op === '+' || op === '-') return 'timestamptz';
	} else if (a === 'interval' || b === 'interval') {
		if (op !== '%') return 'interval';
	} else {
		const common = findCommonType(a, b);
		if (common !== null && isNumber(common)) return common;
	}
	throw noOperator(op, a, b);
}

function operandTypes(result: TypeName, a: TypeName, b: TypeName): [TypeName, TypeName] {
	if (isNumber(result)) return [result, result];
	if (result === 'interval' && a === 'timestamptz') return ['timestamptz', 'timestamptz'];
	if (result === 'timestamptz') return a === 'timestamptz' ? [a, 'interval'] : ['interval', b];
	return [isNumber(a) ? 'float8' : 'interval', isNumber(b) ? 'float8' : 'interval'];
}

function calculate(op: Arithmetic, x: Value, y: Value, type: TypeName): Value {
	if (type === 'numeric') return calculateDecimal(op, toDecimal(x), toDecimal(y));
	if (typeof x === 'bigint' && typeof y === 'bigint') {
		if ((op === '/' || op === '%') && y === 0n) throw new SqlError('22012', 'division by zero');
		const result = op === '+' ? x + y : op === '-' ? x - y : op === '*' ? x * y : op === '/' ? x / y : x % y;
		return checkedInteger(result, type);
	}
	const a = Number(x);
	const b = Number(y);
	if ((op === '/' || op === '%') && b === 0) throw new SqlError('22012', 'division by zero');
	const result = op === '+' ? a + b : op === '-' ? a - b : op === '*' ? a * b : op === '/' ? a / b : a % b;
	if (type === 'float8') return result;
	if (type === 'timestamptz' || type === 'interval') return Math.round(result);
	const whole = Math.trunc(result) + 0;
	const half = type === 'int2' ? 2 ** 15 : 2 ** 31;
	if (whole >= half || whole < -half) throw new SqlError('22003', `${spoken(type)} out of range`);
	return whole;
}

function calculateDecimal(op: Arithmetic, a: Decimal, b: Decimal): Decimal {
	if (op === '+') return addDecimals(a, b);
	if (op === '-') return addDecimals(a, negateDecimal(b));
	if (op === '*') return multiplyDecimals(a, b);
	return op === '/' ? divideDecimals(a, b) : remainderOf(a, b);
}

export function concatenation(left: Compiled, right: Compiled): Compiled {
	if (!isTextual(left.type) && !isTextual(right.type)) throw noOperator('||', left.type, right.type);
	return {
		type: 'text',
		evaluate(env) {
			const a = left.evaluate(env);
			const b = right.evaluate(env);
			if (a === null || b === null) return null;
			return spokenText(a, left.type) + spokenText(b, right.type);
		}
	};
}

function isTextual(type: TypeName): boolean {
	return isText(type) || type === 'unknown';
}

/** As a cast to text says it: `true`, not `t`. */
export function spokenText(value: Value, type: TypeName): string {
	return typeof value === 'boolean' ? String(value) : (valueText(value, type) ?? '');
}

export function likeness(left: Compiled, right: Compiled, ignoresCase: boolean): Compiled {
	const text = coerce(left, 'text').evaluate;
	const pattern = coerce(right, 'text').evaluate;
	return {
		type: 'bool',
		evaluate(env) {
			const value = text(env);
			const like = pattern(env);
			if (value === null || like === null) return null;
			return patternOf(String(like), ignoresCase).test(String(value));
		}
	};
}

function patternOf(like: string, ignoresCase: boolean): RegExp {
	const source = like.replaceAll(
		/\\([\s\S])|([%_])|[.*+?^${}()|[\]\\]/g,
		(all, escaped?: string, wild?: string) => {
			if (wild) return wild === '%' ? '[\\s\\S]*' : '[\\s\\S]';
			const plain = escaped ?? all;
			return /[.*+?^${}()|[\]\\]/.test(plain) ? `\\${plain}` : plain;
		}
	);
	return new RegExp(`^${source}$`, ignoresCase ? 'iu' : 'u');
}

function noOperator(op: string, a: TypeName, b: TypeName): SqlError {
	return new SqlError('42883', `operator does not exist: ${spoken(a)} ${op} ${spoken(b)}`, {
		hint: 'No operator matches the given name and argument types. You might need to add explicit type casts.'
	});
}
