import type { Expr, SelectFromStatement, SelectStatement } from 'pgsql-ast-parser';
import { coerce, compile, textOf } from './expressions.ts';
import { condition } from './logic.ts';
import { lockRow, type RowLocking } from './lock-rows.ts';
import { commonType } from './operators.ts';
import { outputsOf, type Output } from './outputs.ts';
import type { Plan, StatementCompiler } from './plan.ts';
import { newScope, type AggregateCall, type Compiled, type Env, type Scope, type SqlRow } from './scope.ts';
import { limitsOf, orderingOf, sortedBy, type Ordered } from './ordering.ts';
import { compileFrom, joinedRows } from './sources.ts';
import { notInThisModel, SqlError } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { castValue, valueText } from './values.ts';
import type { Work } from './work.ts';

/** Makes a query ready: FROM, WHERE, GROUP BY, what is shown, order, row locks, limits. */
export function compileSelect(
	select: SelectStatement,
	parent: Scope | null,
	compiler: StatementCompiler
): Plan {
	switch (select.type) {
		case 'select':
			return compileSelectFrom(select, parent, compiler);
		case 'values':
			return valuesPlan(select.values, parent, compiler);
		case 'union':
		case 'union all':
			return unionPlan(
				compileSelect(select.left, parent, compiler),
				compileSelect(select.right, parent, compiler),
				select.type === 'union'
			);
		default:
			throw notInThisModel('WITH inside a query');
	}
}

interface Query {
	outputs: Output[];
	groups: { keys: Compiled[]; calls: AggregateCall[]; having: Compiled | null } | null;
	isDistinct: boolean;
}

function compileSelectFrom(
	select: SelectFromStatement,
	parent: Scope | null,
	compiler: StatementCompiler
): Plan {
	const scope = newScope(parent);
	const inputs = compileFrom(select.from ?? [], select.where ?? null, scope, compiler);
	const filter = select.where ? condition(compile(select.where, scope, compiler), 'WHERE') : null;
	const calls: AggregateCall[] = [];
	const groupBy = (select.groupBy ?? []).map((expr) => namedOutput(expr, select));
	const keys = groupBy.map((expr) => compile(expr, scope, compiler));
	scope.aggregates = calls;
	if (groupBy.length > 0) scope.grouped = groupedNames(groupBy, scope);
	const having = select.having ? condition(compile(select.having, scope, compiler), 'HAVING') : null;
	const outputs = outputsOf(select.columns ?? [], scope, compiler);
	const ordering = orderingOf(select.orderBy ?? [], outputs, scope, compiler);
	const limits = limitsOf(select.limit ?? null, compiler);
	const isGrouped = groupBy.length > 0 || calls.length > 0 || having !== null;
	if (Array.isArray(select.distinct)) throw notInThisModel('DISTINCT ON');
	const isDistinct = select.distinct === 'distinct';
	const locking = lockingOf(select, compiler, isGrouped || isDistinct);
	const query: Query = { outputs, groups: isGrouped ? { keys, calls, having } : null, isDistinct };
	return {
		columns: outputs.map((output) => output.column),
		mayWait: locking !== null || outputs.some((output) => output.waits !== null),
		get usesParent() {
			return scope.usesParent;
		},
		*run(work, outer) {
			const { offset, limit } = limits({ work, rows: [], parent: outer, aggregates: [] });
			const found = joinedRows(inputs, filter, { work, rows: [], parent: outer, aggregates: [] });
			let candidates: Iterable<Env> = query.groups ? grouped(query, work, outer, found) : found;
			if (ordering.length > 0 || isDistinct) candidates = sortedRows(query, ordering, candidates);
			const rows: SqlRow[] = [];
			let skipped = 0;
			for (const candidate of candidates) {
				if (rows.length >= limit) break;
				const env = locking ? yield* lockRow(candidate, locking, inputs, filter) : candidate;
				if (env === null) continue;
				if (skipped < offset) skipped++;
				else rows.push(yield* shownRow(env, outputs));
			}
			return { rows, count: rows.length };
		}
	};
}

/** GROUP BY may name a column of the output, or its number. */
function namedOutput(expr: Expr, select: SelectFromStatement): Expr {
	if (expr.type === 'integer') {
		const column = select.columns?.[expr.value - 1];
		if (!column) throw new SqlError('42P10', `GROUP BY position ${expr.value} is not in select list`);
		return column.expr;
	}
	if (expr.type !== 'ref' || expr.table) return expr;
	const named = select.columns?.find((column) => column.alias?.name === expr.name);
	return named && named.expr.type !== 'ref' ? named.expr : expr;
}

/** With a primary key among them, all columns of its table are known for each group. */
function groupedNames(groupBy: readonly Expr[], scope: Scope): Set<string> {
	const names = new Set(groupBy.map(textOf));
	const refs = new Set(groupBy.map((expr) => (expr.type === 'ref' ? expr.name : '')));
	const hasKey = scope.sources.some((source) =>
		source.table?.indexes.some(
			(index) =>
				index.kind === 'primary key' &&
				index.columns.every((column) => refs.has(source.table?.columns[column]?.name ?? ''))
		)
	);
	return hasKey ? names.add('*') : names;
}

function lockingOf(
	select: SelectFromStatement,
	compiler: StatementCompiler,
	isForbidden: boolean
): RowLocking | null {
	if (!select.for) return null;
	if (isForbidden) {
		const mode = select.for.type.toUpperCase();
		throw new SqlError('0A000', `FOR ${mode} is not allowed with aggregate functions, GROUP BY or DISTINCT`);
	}
	return { mode: select.for.type, policy: select.skip?.type ?? 'wait', tables: compiler.lockedTables };
}

function* grouped({ groups }: Query, work: Work, parent: Env | null, found: Iterable<Env>): Generator<Env> {
	if (groups === null) return;
	const byKey = new Map<string, { env: Env; folds: ReturnType<AggregateCall['start']>[] }>();
	const groupOf = (env: Env, key: string) => {
		const known = byKey.get(key);
		if (known) return known;
		const group = { env, folds: groups.calls.map((call) => call.start()) };
		byKey.set(key, group);
		return group;
	};
	if (groups.keys.length === 0) groupOf({ work, rows: [], parent, aggregates: [] }, '');
	for (const env of found) {
		const key = groups.keys.map((one) => keyText(one, env)).join('\u0000');
		const group = groupOf(env, key);
		if (group.env.rows.length === 0) group.env = env;
		for (const fold of group.folds) fold.add(env);
	}
	for (const { env, folds } of byKey.values()) {
		const shown = { ...env, aggregates: folds.map((fold) => fold.value()) };
		if (!groups.having || groups.having.evaluate(shown) === true) yield shown;
	}
}

function keyText({ evaluate, type }: Compiled, env: Env): string {
	return valueText(evaluate(env), type) ?? '\u0001';
}

function sortedRows({ outputs, isDistinct }: Query, ordering: Ordered[], candidates: Iterable<Env>): Env[] {
	let rows = [...candidates];
	if (isDistinct) {
		const seen = new Set<string>();
		rows = rows.filter((env) => {
			const key = outputs.map((output) => keyText(output.compiled, env)).join('\u0000');
			return seen.has(key) ? false : seen.add(key);
		});
	}
	return sortedBy(rows, ordering);
}

/** Outputs that wait (`pg_sleep`) are done in their place. */
function* shownRow(env: Env, outputs: readonly Output[]): Waiting<SqlRow> {
	const values = [];
	for (const { compiled, waits } of outputs) {
		if (waits) yield* waits(env);
		values.push(compiled.evaluate(env));
	}
	return { values, tuple: null };
}

function valuesPlan(lists: readonly Expr[][], parent: Scope | null, compiler: StatementCompiler): Plan {
	const scope = newScope(parent);
	const rows = lists.map((list) => list.map((expr) => compile(expr, scope, compiler)));
	const types = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i]?.type ?? 'text').reduce(commonType));
	const ready = rows.map((row) => row.map((value, i) => coerce(value, types[i] ?? 'text')));
	return {
		columns: types.map((type, i) => ({ name: `column${i + 1}`, type, tableID: 0, columnID: 0 })),
		mayWait: false,
		get usesParent() {
			return scope.usesParent;
		},
		*run(work, outer) {
			const env: Env = { work, rows: [], parent: outer, aggregates: [] };
			const found = ready.map((row) => ({ values: row.map((value) => value.evaluate(env)), tuple: null }));
			return { rows: found, count: found.length };
		}
	};
}

function unionPlan(left: Plan, right: Plan, isDistinct: boolean): Plan {
	if (left.columns.length !== right.columns.length) {
		throw new SqlError('42601', 'each UNION query must have the same number of columns');
	}
	const types = left.columns.map((column, i) => commonType(column.type, right.columns[i]?.type ?? 'text'));
	return {
		columns: left.columns.map((column, i) => ({ ...column, type: types[i] ?? column.type })),
		mayWait: left.mayWait || right.mayWait,
		get usesParent() {
			return left.usesParent || right.usesParent;
		},
		*run(work, outer) {
			const rows: SqlRow[] = [];
			const seen = new Set<string>();
			for (const plan of [left, right]) {
				// QuickJS does not compile a yield* in the head of a loop.
				const found = yield* plan.run(work, outer);
				for (const { values } of found.rows) {
					const cast = values.map((value, i) =>
						castValue(value, plan.columns[i]?.type ?? 'text', types[i] ?? 'text')
					);
					const key = cast.map((value, i) => valueText(value, types[i] ?? 'text') ?? '\u0001').join('\u0000');
					if (!isDistinct || !seen.has(key)) rows.push({ values: cast, tuple: null });
					seen.add(key);
				}
			}
			return { rows, count: rows.length };
		}
	};
}
