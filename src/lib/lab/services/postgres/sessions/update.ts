import type { DeleteStatement, Expr, From, SetStatement, UpdateStatement } from 'pgsql-ast-parser';
import { columnNumber, keyColumns, liveIndexes, type Table } from './catalog.ts';
import { checkRow, enterIndexes } from './constraints.ts';
import { compile } from './expressions.ts';
import { condition } from './logic.ts';
import { checkReferences, checkReferrers } from './foreign-keys.ts';
import type { Tuple } from './heap.ts';
import { defaultOf, toColumn } from './assignments.ts';
import { stillHolds } from './lock-rows.ts';
import type { RowLockMode } from './lock-modes.ts';
import { outputsOf } from './outputs.ts';
import type { Plan, StatementCompiler } from './plan.ts';
import { lockNewest, markTuple, untilFree, type LockOutcome } from './row-locks.ts';
import { newScope, type Compiled, type Env, type Scope, type SqlRow } from './scope.ts';
import { compileFrom, joinedRows, type Input } from './sources.ts';
import { concurrentChange, SqlError, undefinedTable } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import type { Value } from './values.ts';
import { ownXid, type Work } from './work.ts';

interface Target {
	table: Table;
	inputs: Input[];
	filter: Compiled | null;
	scope: Scope;
}

export function compileUpdate(statement: UpdateStatement, compiler: StatementCompiler): Plan {
	const target = targetOf(
		statement.table,
		statement.from ? [statement.from] : [],
		statement.where ?? null,
		compiler
	);
	const { table, scope } = target;
	const sets = compileSets(statement.sets, table, scope, compiler);
	const keys = keyColumns(table, compiler.work.shared.log);
	const mode = [...sets.keys()].some((column) => keys.has(column)) ? 'update' : 'no key update';
	return changing(target, { statement, mode, compiler }, (env, tuple) =>
		changeRow(env.work, table, tuple, sets, env)
	);
}

export function compileDelete(statement: DeleteStatement, compiler: StatementCompiler): Plan {
	const target = targetOf(statement.from, [], statement.where ?? null, compiler);
	return changing(target, { statement, mode: 'update', compiler }, (env, tuple) =>
		deleteRow(env.work, target.table, tuple)
	);
}

function targetOf(
	named: { name: string; alias?: string },
	from: From[],
	where: Expr | null,
	compiler: StatementCompiler
): Target {
	const table = compiler.work.shared.catalog.findTable(named.name, compiler.work.transaction);
	if (!table) throw undefinedTable(named.name);
	const scope = newScope(null);
	const first: From = { type: 'table', name: { name: named.name, alias: named.alias } };
	const inputs = compileFrom([first, ...from], where, scope, compiler);
	const filter = where ? condition(compile(where, scope, compiler), 'WHERE') : null;
	return { table, inputs, filter, scope };
}

export function compileSets(
	sets: readonly SetStatement[],
	table: Table,
	scope: Scope,
	compiler: StatementCompiler
): Map<number, Compiled> {
	const compiled = new Map<number, Compiled>();
	for (const { column, value } of sets) {
		const place = columnNumber(table, column.name);
		const known = table.columns[place];
		if (!known) {
			throw new SqlError('42703', `column "${column.name}" of relation "${table.name}" does not exist`);
		}
		if (compiled.has(place)) {
			throw new SqlError('42601', `multiple assignments to same column "${column.name}"`);
		}
		compiled.set(
			place,
			value.type === 'default'
				? { type: known.type.name, evaluate: (env) => defaultOf(env.work, known) }
				: toColumn(compile(value, scope, compiler), known)
		);
	}
	return compiled;
}

/** The loop of UPDATE and DELETE: row by row, each again in its newest version where it has changed. */
function changing(
	{ table, inputs, filter, scope }: Target,
	{
		statement,
		mode,
		compiler
	}: { statement: UpdateStatement | DeleteStatement; mode: RowLockMode; compiler: StatementCompiler },
	change: (env: Env, tuple: Tuple) => Waiting<Tuple | LockOutcome>
): Plan {
	const outputs = outputsOf(statement.returning ?? [], scope, compiler);
	return {
		columns: outputs.map((output) => output.column),
		mayWait: true,
		usesParent: false,
		*run(work) {
			const rows: SqlRow[] = [];
			const changed: { before: readonly Value[]; after: readonly Value[] | null }[] = [];
			for (const found of joinedRows(inputs, filter, { work, rows: [], parent: null, aggregates: [] })) {
				let env: Env | null = found;
				while (env !== null) {
					const tuple: Tuple | null = env.rows[0]?.tuple ?? null;
					if (tuple === null) break;
					const outcome: Tuple | LockOutcome = yield* change(env, tuple);
					if (typeof outcome === 'string') {
						env = yield* newestOf(env, table, { outcome, mode, inputs, filter });
						continue;
					}
					const isDelete = statement.type === 'delete';
					changed.push({ before: tuple.values, after: isDelete ? null : outcome.values });
					const shown: Env = {
						...env,
						rows: [{ values: outcome.values, tuple: outcome }, ...env.rows.slice(1)]
					};
					rows.push({ values: outputs.map((output) => output.compiled.evaluate(shown)), tuple: null });
					break;
				}
			}
			for (const { before, after } of changed) {
				yield* checkReferrers(work, table, before, after);
				if (after) yield* checkReferences(work, table, after);
			}
			return { rows, count: changed.length };
		}
	};
}

/** `EvalPlanQual`: READ COMMITTED goes on with the newest version, if it is still wanted. */
function* newestOf(
	env: Env,
	table: Table,
	{
		outcome,
		mode,
		inputs,
		filter
	}: { outcome: LockOutcome; mode: RowLockMode; inputs: readonly Input[]; filter: Compiled | null }
): Waiting<Env | null> {
	if (outcome === 'changed by itself') return null;
	if (env.work.transaction.isolation !== 'read committed') {
		throw concurrentChange(outcome === 'deleted' ? 'delete' : 'update');
	}
	const tuple = env.rows[0]?.tuple;
	if (outcome !== 'updated' || !tuple) return null;
	const newest = yield* lockNewest(env.work, table, tuple, { mode, policy: 'wait' });
	if (newest === null) return null;
	const moved: Env = { ...env, rows: [{ values: newest.values, tuple: newest }, ...env.rows.slice(1)] };
	return stillHolds(moved, inputs, filter) ? moved : null;
}

/** Writes the next version of a row, or says why it could not (`heap_update`). */
export function* changeRow(
	work: Work,
	table: Table,
	tuple: Tuple,
	sets: ReadonlyMap<number, Compiled>,
	env: Env
): Waiting<Tuple | LockOutcome> {
	const values = [...tuple.values];
	for (const [column, value] of sets) values[column] = value.evaluate(env);
	checkRow(work, table, values);
	const changed = new Set(values.keys().filter((column) => !isSame(values[column], tuple.values[column])));
	const keys = keyColumns(table, work.shared.log);
	const mode = [...changed].some((column) => keys.has(column)) ? 'update' : 'no key update';
	const outcome = yield* untilFree(work, table, tuple, { mode, policy: 'wait', doing: 'updating' });
	if (outcome !== 'free') return outcome;
	work.shared.predicates.write(work.transaction, { table, tuple });
	const xid = ownXid(work);
	const before = { marks: tuple.marks, xmax: tuple.xmax, isMulti: tuple.isMulti };
	markTuple(work, table, tuple, { mode, change: 'update' });
	const next = table.heap.add(values, xid, work.transaction.command, tuple);
	tuple.next = next;
	carryLocks(work, next, before);
	const indexed = liveIndexes(table, work.shared.log).flatMap((index) => index.columns);
	const isHot = next.block === tuple.block && !indexed.some((column) => changed.has(column));
	next.isHeapOnly = isHot;
	tuple.isHotUpdated = isHot;
	yield* enterIndexes(work, table, next, changed);
	return next;
}

/** Who has locked the row in a way that let it be updated has locked its next version too. */
function carryLocks(work: Work, next: Tuple, before: Pick<Tuple, 'marks' | 'xmax' | 'isMulti'>): void {
	const { log } = work.shared;
	const marks = before.marks.filter((mark) => mark.change === 'none' && log.isRunning(mark.xid));
	if (!marks.some((mark) => !log.isOwn(mark.xid, work.transaction))) return;
	next.marks = marks;
	next.xmax = before.xmax;
	next.isMulti = before.isMulti;
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
	if (typeof a === 'object' && typeof b === 'object' && a && b)
		return a.units === b.units && a.scale === b.scale;
	return a === b;
}

function* deleteRow(work: Work, table: Table, tuple: Tuple): Waiting<Tuple | LockOutcome> {
	const outcome = yield* untilFree(work, table, tuple, { mode: 'update', policy: 'wait', doing: 'deleting' });
	if (outcome !== 'free') return outcome;
	work.shared.predicates.write(work.transaction, { table, tuple });
	markTuple(work, table, tuple, { mode: 'update', change: 'delete' });
	return tuple;
}
