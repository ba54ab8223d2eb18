import type { LimitStatement, OrderByStatement } from 'pgsql-ast-parser';
import { coerce, compile } from './expressions.ts';
import type { Output } from './outputs.ts';
import type { StatementCompiler } from './plan.ts';
import { newScope, type Compiled, type Env, type Scope } from './scope.ts';
import { SqlError } from './sql-error.ts';
import { compareValues, type Value } from './values.ts';

/** One expression of ORDER BY. */
export interface Ordered {
	by: Compiled;
	isDescending: boolean;
	areNullsFirst: boolean;
}

/** A number is a column of the output, a bare name too before it is one of the input. */
export function orderingOf(
	orderBy: readonly OrderByStatement[],
	outputs: readonly Output[],
	scope: Scope,
	compiler: StatementCompiler
): Ordered[] {
	return orderBy.map(({ by, order, nulls }) => {
		const isDescending = order === 'DESC';
		const areNullsFirst = nulls ? nulls === 'FIRST' : isDescending;
		if (by.type === 'integer') {
			const output = outputs[by.value - 1];
			if (!output) throw new SqlError('42P10', `ORDER BY position ${by.value} is not in select list`);
			return { by: output.compiled, isDescending, areNullsFirst };
		}
		const named = by.type === 'ref' && !by.table && outputs.find((output) => output.column.name === by.name);
		const compiled = named ? named.compiled : compile(by, scope, compiler);
		return { by: compiled, isDescending, areNullsFirst };
	});
}

export function sortedBy(rows: readonly Env[], ordering: readonly Ordered[]): Env[] {
	const keyed = rows.map((env) => ({ env, keys: ordering.map(({ by }) => by.evaluate(env)) }));
	keyed.sort((a, b) => {
		for (const [i, one] of ordering.entries()) {
			const order = compareKeys(a.keys[i] ?? null, b.keys[i] ?? null, one);
			if (order !== 0) return order;
		}
		return 0;
	});
	return keyed.map(({ env }) => env);
}

function compareKeys(a: Value, b: Value, { isDescending, areNullsFirst }: Ordered): number {
	if (a === null || b === null) {
		if (a === b) return 0;
		return (a === null) === areNullsFirst ? -1 : 1;
	}
	return isDescending ? compareValues(b, a) : compareValues(a, b);
}

export function limitsOf(
	limit: LimitStatement | null,
	compiler: StatementCompiler
): (env: Env) => { offset: number; limit: number } {
	const scope = newScope(null);
	const count = limit?.limit ? coerce(compile(limit.limit, scope, compiler), 'int8') : null;
	const skip = limit?.offset ? coerce(compile(limit.offset, scope, compiler), 'int8') : null;
	return (env) => {
		const wanted = count ? count.evaluate(env) : null;
		const offset = Number(skip ? skip.evaluate(env) : 0);
		if (wanted !== null && Number(wanted) < 0) throw new SqlError('2201W', 'LIMIT must not be negative');
		if (offset < 0) throw new SqlError('2201X', 'OFFSET must not be negative');
		return { offset, limit: wanted === null ? Number.POSITIVE_INFINITY : Number(wanted) };
	};
}
