import type { ExprCall } from 'pgsql-ast-parser';
import { addDecimals, decimalFrom, divideDecimals } from './decimal.ts';
import { compile, type Compiler } from './expressions.ts';
import { condition } from './logic.ts';
import { newScope, type Accumulator, type Compiled, type Scope } from './scope.ts';
import { notInThisModel, SqlError } from './sql-error.ts';
import {
	compareValues,
	isNumber,
	spoken,
	toDecimal,
	valueText,
	type TypeName,
	type Value
} from './values.ts';

const NAMES = new Set(['count', 'sum', 'min', 'max', 'avg', 'bool_and', 'bool_or', 'string_agg']);
const OTHERS = new Set([
	'array_agg',
	'json_agg',
	'jsonb_agg',
	'every',
	'stddev',
	'variance',
	'json_object_agg'
]);

export function isAggregate(name: string): boolean {
	if (OTHERS.has(name)) throw notInThisModel(`the aggregate ${name}`);
	return NAMES.has(name);
}

/** Its value stands in `env.aggregates` when the rows of the group have been added. */
export function compileAggregate(expr: ExprCall, name: string, scope: Scope, compiler: Compiler): Compiled {
	if (scope.aggregates === null) {
		throw new SqlError('42803', `aggregate functions are not allowed here: ${name}`);
	}
	if (expr.orderBy?.length || expr.withinGroup) throw notInThisModel('an aggregate with ORDER BY');
	const inner: Scope = { ...newScope(scope.parent), sources: scope.sources };
	const [first] = expr.args;
	const isStar = first === undefined || (first.type === 'ref' && first.name === '*');
	if (isStar && name !== 'count') throw new SqlError('42883', `function ${name}() does not exist`);
	const argument = isStar ? null : compile(first, inner, compiler);
	const second = expr.args[1] ? compile(expr.args[1], inner, compiler) : null;
	const filter = expr.filter ? condition(compile(expr.filter, inner, compiler), 'FILTER') : null;
	if (inner.usesParent) scope.usesParent = true;
	const argumentType = argument?.type === 'unknown' ? 'text' : (argument?.type ?? 'int4');
	const type = resultType(name, argumentType);
	const isDistinct = expr.distinct === 'distinct';
	const place = scope.aggregates.length;
	scope.aggregates.push({
		start(): Accumulator {
			const fold = folding(name, argumentType);
			const seen = new Set<string>();
			return {
				add(env) {
					if (filter && filter.evaluate(env) !== true) return;
					const value = argument ? argument.evaluate(env) : true;
					if (value === null) return;
					if (isDistinct) {
						const text = valueText(value, argumentType) ?? '';
						if (seen.has(text)) return;
						seen.add(text);
					}
					fold.add(value, second ? second.evaluate(env) : null);
				},
				value: fold.value
			};
		}
	});
	return { type, evaluate: (env) => env.aggregates[place] ?? null };
}

function resultType(name: string, type: TypeName): TypeName {
	if (name === 'count') return 'int8';
	if (name === 'string_agg') return 'text';
	if (name === 'bool_and' || name === 'bool_or') return 'bool';
	if (name === 'min' || name === 'max') return type;
	if (type === 'interval') return 'interval';
	if (!isNumber(type)) throw new SqlError('42883', `function ${name}(${spoken(type)}) does not exist`);
	if (type === 'float8') return 'float8';
	return name === 'sum' && type !== 'int8' && type !== 'numeric' ? 'int8' : 'numeric';
}

function folding(
	name: string,
	type: TypeName
): { add: (value: Value, second: Value) => void; value: () => Value } {
	let count = 0;
	let result: Value = null;
	const add = (value: Value, second: Value): void => {
		count++;
		if (result === null) result = firstOf(name, type, value);
		else result = nextOf(name, result, value, second);
	};
	const value = (): Value => {
		if (name === 'count') return BigInt(count);
		if (result === null || name !== 'avg') return result;
		if (typeof result === 'number') return result / count;
		return divideDecimals(toDecimal(result), decimalFrom(count));
	};
	return { add, value };
}

function firstOf(name: string, type: TypeName, value: Value): Value {
	if (name === 'avg' && type !== 'float8' && type !== 'interval') return toDecimal(value);
	if (name === 'sum' && type === 'int8') return toDecimal(value);
	if (name === 'sum' && (type === 'int4' || type === 'int2')) return BigInt(Number(value));
	return value;
}

function nextOf(name: string, so: Value, value: Value, second: Value): Value {
	switch (name) {
		case 'min':
			return compareValues(value, so) < 0 ? value : so;
		case 'max':
			return compareValues(value, so) > 0 ? value : so;
		case 'bool_and':
			return so === true && value === true;
		case 'bool_or':
			return so === true || value === true;
		case 'string_agg':
			return `${String(so)}${String(second ?? '')}${String(value)}`;
		case 'sum':
		case 'avg':
			if (typeof so === 'bigint') return so + BigInt(Number(value));
			if (typeof so === 'number') return so + Number(value);
			return addDecimals(toDecimal(so), toDecimal(value));
		default:
			return so;
	}
}
