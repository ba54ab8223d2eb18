import type { Expr, ExprBinary, ExprCall, ExprUnary, SelectStatement } from 'pgsql-ast-parser';
import { compileAggregate, isAggregate } from './aggregates.ts';
import { parseDecimal } from './decimal.ts';
import { compileFunction } from './functions.ts';
import { caseOf, condition, conjunction, negation } from './logic.ts';
import { jsonMember } from './json-values.ts';
import { arithmetic, commonType, comparison, concatenation, likeness } from './operators.ts';
import { compileColumn, type Compiled, type Env, type Scope, type SqlRow } from './scope.ts';
import { notInThisModel, SqlError } from './sql-error.ts';
import { castValue, compareValues, fitToColumn, parseValue, typeNamed, type TypeName } from './values.ts';

/** What compiling needs beside the names in scope. */
export interface Compiler {
	explicitNumbers: ReadonlyMap<number, string>;
	/** The rows of a subselect, whatever may be waited for in it already done. */
	subselect: (select: SelectStatement, scope: Scope) => Subselect;
}

export interface Subselect {
	types: TypeName[];
	rows: (env: Env) => SqlRow[];
}

/** Makes an expression ready: names are looked up and types known once, not for each row. */
export function compile(expr: Expr, scope: Scope, compiler: Compiler): Compiled {
	if (scope.grouped && !isAggregateCall(expr)) refuseUngrouped(expr, scope);
	const inner = (one: Expr) => compile(one, scope, compiler);
	switch (expr.type) {
		case 'integer':
			return integerLiteral(expr.value);
		case 'numeric': {
			const written = compiler.explicitNumbers.get(expr._location?.start ?? -1) ?? String(expr.value);
			const value = parseDecimal(written);
			return { type: 'numeric', evaluate: () => value };
		}
		case 'string':
			return { type: 'unknown', untyped: expr.value, evaluate: () => expr.value };
		case 'boolean':
			return { type: 'bool', evaluate: () => expr.value };
		case 'null':
			return { type: 'unknown', untyped: null, evaluate: () => null };
		case 'parameter':
			return parameter(Number(expr.name.slice(1)));
		case 'ref':
			if (expr.name === '*') throw notInThisModel('* in this place');
			return compileColumn(scope, expr.table?.name ?? null, expr.name);
		case 'keyword':
			return compileFunction(expr.keyword, []);
		case 'cast':
			if (expr.to.kind === 'array') throw notInThisModel('an array type');
			return cast(inner(expr.operand), typeNamed(expr.to.name, expr.to.config));
		case 'unary':
			return unary(expr, inner(expr.operand));
		case 'binary':
			return binary(expr, scope, compiler);
		case 'ternary': {
			const low = comparison('>=', inner(expr.value), inner(expr.lo));
			const high = comparison('<=', inner(expr.value), inner(expr.hi));
			const both = conjunction('AND', low, high);
			return expr.op === 'BETWEEN' ? both : negation(both);
		}
		case 'case':
			return caseOf(
				expr.whens.map((one) => ({
					when: expr.value
						? comparison('=', inner(expr.value), inner(one.when))
						: condition(inner(one.when), 'CASE/WHEN'),
					value: inner(one.value)
				})),
				expr.else ? inner(expr.else) : null
			);
		case 'member': {
			const operand = inner(expr.operand);
			const isText = expr.op === '->>';
			return {
				type: isText ? 'text' : 'jsonb',
				evaluate(env) {
					const value = operand.evaluate(env);
					return value === null ? null : jsonMember(String(value), expr.member, isText);
				}
			};
		}
		case 'extract':
			return compileFunction(`extract ${expr.field.name}`, [inner(expr.from)]);
		case 'call':
			return call(expr, scope, compiler);
		case 'select':
		case 'values':
		case 'union':
		case 'union all':
			return scalarSubselect(compiler.subselect(expr, scope));
		default:
			throw notInThisModel(`the expression "${expr.type}"`);
	}
}

/** Of its text or of another type, made the type a place wants: as assignments and operators do. */
export function coerce(compiled: Compiled, to: TypeName): Compiled {
	if (compiled.type === to) return compiled;
	if (compiled.untyped !== undefined) {
		const text = compiled.untyped;
		const value = text === null ? null : parseValue(text, to);
		return { type: to, evaluate: () => value };
	}
	const { type, evaluate } = compiled;
	return { type: to, evaluate: (env) => castValue(evaluate(env), type, to) };
}

function integerLiteral(value: number): Compiled {
	if (!Number.isSafeInteger(value)) throw notInThisModel('an integer literal beyond 2^53');
	const isSmall = value >= -(2 ** 31) && value < 2 ** 31;
	const constant = isSmall ? value : BigInt(value);
	return { type: isSmall ? 'int4' : 'int8', evaluate: () => constant };
}

/** Its type is what the place wants; the text is read when it comes. */
function parameter(number: number): Compiled {
	return {
		type: 'unknown',
		evaluate(env) {
			const text = env.work.parameters[number - 1];
			if (text === undefined) throw new SqlError('42P02', `there is no parameter $${number}`);
			return text;
		}
	};
}

function cast(operand: Compiled, type: ReturnType<typeof typeNamed>): Compiled {
	const plain = coerce(operand, type.name);
	if (type.length === null) return { type: plain.type, evaluate: plain.evaluate };
	return {
		type: type.name,
		evaluate(env) {
			const value = plain.evaluate(env);
			return fitToColumn(typeof value === 'string' ? value.slice(0, type.length ?? undefined) : value, type);
		}
	};
}

function unary(expr: ExprUnary, operand: Compiled): Compiled {
	const { evaluate } = operand;
	switch (expr.op) {
		case 'NOT':
			return negation(condition(operand, 'NOT'));
		case 'IS NULL':
			return { type: 'bool', evaluate: (env) => evaluate(env) === null };
		case 'IS NOT NULL':
			return { type: 'bool', evaluate: (env) => evaluate(env) !== null };
		case 'IS TRUE':
			return { type: 'bool', evaluate: (env) => evaluate(env) === true };
		case 'IS NOT TRUE':
			return { type: 'bool', evaluate: (env) => evaluate(env) !== true };
		case 'IS FALSE':
			return { type: 'bool', evaluate: (env) => evaluate(env) === false };
		case 'IS NOT FALSE':
			return { type: 'bool', evaluate: (env) => evaluate(env) !== false };
		case '+':
			return operand;
		case '-':
			return arithmetic('-', { type: 'int4', evaluate: () => 0 }, operand);
		default:
			throw notInThisModel('this operator');
	}
}

function binary(expr: ExprBinary, scope: Scope, compiler: Compiler): Compiled {
	const { op } = expr;
	if (op === 'IN' || op === 'NOT IN') {
		const member = membership(compile(expr.left, scope, compiler), expr.right, scope, compiler);
		return op === 'IN' ? member : negation(member);
	}
	if (op === '=' && expr.right.type === 'call' && expr.right.function.name === 'any') {
		const [list] = expr.right.args;
		if (list) return membership(compile(expr.left, scope, compiler), list, scope, compiler);
	}
	const left = compile(expr.left, scope, compiler);
	const right = compile(expr.right, scope, compiler);
	switch (op) {
		case 'AND':
		case 'OR':
			return conjunction(op, condition(left, op), condition(right, op));
		case '=':
		case '!=':
		case '<':
		case '<=':
		case '>':
		case '>=':
			return comparison(op, left, right);
		case '+':
		case '-':
		case '*':
		case '/':
		case '%':
			return arithmetic(op, left, right);
		case '||':
			return concatenation(left, right);
		case 'LIKE':
		case 'NOT LIKE':
		case 'ILIKE':
		case 'NOT ILIKE': {
			const like = likeness(left, right, op.endsWith('ILIKE'));
			return op.startsWith('NOT') ? negation(like) : like;
		}
		default:
			throw notInThisModel(`the operator ${op}`);
	}
}

/** Null where the value is not found but might be, behind a null. */
function membership(left: Compiled, right: Expr, scope: Scope, compiler: Compiler): Compiled {
	if (right.type === 'list' || right.type === 'array') {
		const equal = right.expressions.map((one) => comparison('=', left, compile(one, scope, compiler)));
		return equal.reduce((a, b) => conjunction('OR', a, b), { type: 'bool', evaluate: () => false });
	}
	if (right.type !== 'select' && right.type !== 'values' && right.type !== 'union all') {
		throw notInThisModel('this form of IN or ANY');
	}
	const subselect = compiler.subselect(right, scope);
	const [type] = subselect.types;
	if (type === undefined || subselect.types.length > 1) {
		throw new SqlError('42601', 'subquery has too many columns');
	}
	const common = commonType(left.type, type);
	const value = coerce(left, common);
	return {
		type: 'bool',
		evaluate(env) {
			const wanted = value.evaluate(env);
			const rows = subselect.rows(env);
			if (wanted === null) return rows.length === 0 ? false : null;
			let hasNull = false;
			for (const row of rows) {
				const other = castValue(row.values[0] ?? null, type, common);
				if (other === null) hasNull = true;
				else if (compareValues(wanted, other) === 0) return true;
			}
			return hasNull ? null : false;
		}
	};
}

function call(expr: ExprCall, scope: Scope, compiler: Compiler): Compiled {
	if (expr.over) throw notInThisModel('a window function');
	const name = expr.function.name.toLowerCase();
	if (isAggregate(name)) return compileAggregate(expr, name, scope, compiler);
	const [first] = expr.args;
	if (name === 'exists' && first && (first.type === 'select' || first.type === 'values')) {
		const subselect = compiler.subselect(first, scope);
		return { type: 'bool', evaluate: (env) => subselect.rows(env).length > 0 };
	}
	return compileFunction(
		name,
		expr.args.map((arg) => compile(arg, scope, compiler))
	);
}

function scalarSubselect({ types, rows }: Subselect): Compiled {
	const [type] = types;
	if (type === undefined || types.length > 1) {
		throw new SqlError('42601', 'subquery must return only one column');
	}
	return {
		type,
		evaluate(env) {
			const found = rows(env);
			if (found.length > 1) {
				throw new SqlError('21000', 'more than one row returned by a subquery used as an expression');
			}
			return found[0]?.values[0] ?? null;
		}
	};
}

function isAggregateCall(expr: Expr): boolean {
	return expr.type === 'call' && isAggregate(expr.function.name.toLowerCase());
}

/** Two expressions are the same when they are written the same. */
export function textOf(expr: Expr): string {
	return JSON.stringify(expr, (key, value: unknown) =>
		key === '_location' || value === null ? undefined : value
	);
}

function refuseUngrouped(expr: Expr, scope: Scope): void {
	if (expr.type !== 'ref' || scope.grouped?.has(textOf(expr))) return;
	const bare = [...(scope.grouped ?? [])].some((text) => text.endsWith(`"name":"${expr.name}"}`));
	if (bare || scope.grouped?.has('*')) return;
	const [source] = scope.sources;
	const name = `${expr.table?.name ?? source?.alias ?? ''}.${expr.name}`;
	throw new SqlError(
		'42803',
		`column "${name}" must appear in the GROUP BY clause or be used in an aggregate function`
	);
}
