import type { Expr, InsertStatement, OnConflictAction } from 'pgsql-ast-parser';
import { defaultOf, toColumn } from './assignments.ts';
import { columnNumber, isUnique, liveIndexes, type Column, type Index, type Table } from './catalog.ts';
import { compile } from './expressions.ts';
import { checkRow, enterIndexes, findConflict } from './constraints.ts';
import { condition } from './logic.ts';
import { checkReferences } from './foreign-keys.ts';
import { isVisible, type Tuple } from './heap.ts';
import { outputsOf } from './outputs.ts';
import type { Plan, StatementCompiler } from './plan.ts';
import { lockTuple } from './row-locks.ts';
import { newScope, sourceOf, type Compiled, type Env, type SqlRow } from './scope.ts';
import { compileSelect } from './select.ts';
import { concurrentChange, notInThisModel, SqlError, undefinedTable } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { changeRow, compileSets } from './update.ts';
import type { Value } from './values.ts';
import { ownXid, snapshotOf, type Work } from './work.ts';

/** Rows of VALUES or of a query; with ON CONFLICT those in the way are left or updated. */
export function compileInsert(statement: InsertStatement, compiler: StatementCompiler): Plan {
	const { work } = compiler;
	const table = work.shared.catalog.findTable(statement.into.name, work.transaction);
	if (!table) throw undefinedTable(statement.into.name);
	const places = statement.columns
		? statement.columns.map((column) => placeOf(table, column.name))
		: table.columns.map((_, i) => i);
	const rowsOf = inputRows(statement, table, places, compiler);
	const alias = statement.into.alias ?? table.name;
	const scope = { ...newScope(null), sources: [sourceOf(table, alias)] };
	const outputs = outputsOf(statement.returning ?? [], scope, compiler);
	const conflict = statement.onConflict
		? compileConflict(statement.onConflict, table, alias, compiler)
		: null;
	return {
		columns: outputs.map((output) => output.column),
		mayWait: true,
		usesParent: false,
		*run(current) {
			const rows: SqlRow[] = [];
			const written: Tuple[] = [];
			// QuickJS does not compile a yield* in the head of a loop.
			const givenRows = yield* rowsOf(current);
			for (const given of givenRows) {
				const values = completed(current, table, given);
				checkRow(current, table, values);
				const tuple = yield* insertRow(current, table, values, conflict);
				if (tuple === null) continue;
				written.push(tuple);
				const env: Env = {
					work: current,
					rows: [{ values: tuple.values, tuple }],
					parent: null,
					aggregates: []
				};
				rows.push({ values: outputs.map((output) => output.compiled.evaluate(env)), tuple: null });
			}
			for (const tuple of written) yield* checkReferences(current, table, tuple.values);
			return { rows, count: written.length };
		}
	};
}

function placeOf(table: Table, name: string): number {
	const place = columnNumber(table, name);
	if (place !== -1) return place;
	throw new SqlError('42703', `column "${name}" of relation "${table.name}" does not exist`);
}

/** Undefined is what was not given: it becomes the default. */
type GivenRow = (Value | undefined)[];

function inputRows(
	{ insert, overriding }: InsertStatement,
	table: Table,
	places: readonly number[],
	compiler: StatementCompiler
): (work: Work) => Waiting<GivenRow[]> {
	if (insert.type === 'values') {
		const lists = insert.values.map((list) => {
			if (list.length > places.length) {
				throw new SqlError('42601', 'INSERT has more expressions than target columns');
			}
			return list.map((expr, i) =>
				assigned(expr, table.columns[places[i] ?? -1], overriding === 'system', compiler)
			);
		});
		return function* (work) {
			const env: Env = { work, rows: [], parent: null, aggregates: [] };
			return lists.map((list) =>
				spread(
					list.map((value) => value?.evaluate(env)),
					places
				)
			);
		};
	}
	const plan = compileSelect(insert, null, compiler);
	if (plan.columns.length > places.length) {
		throw new SqlError('42601', 'INSERT has more expressions than target columns');
	}
	const casts = plan.columns.map(({ type }, i) =>
		toColumn({ type, evaluate: (env) => env.rows[0]?.values[i] ?? null }, table.columns[places[i] ?? -1])
	);
	return function* (work) {
		const { rows } = yield* plan.run(work, null);
		return rows.map((row) => {
			const env: Env = { work, rows: [row], parent: null, aggregates: [] };
			return spread(
				casts.map((cast) => cast.evaluate(env)),
				places
			);
		});
	};
}

function spread(values: GivenRow, places: readonly number[]): GivenRow {
	const row: GivenRow = [];
	for (const [i, value] of values.entries()) row[places[i] ?? 0] = value;
	return row;
}

/** Null is DEFAULT. */
function assigned(
	expr: Expr,
	column: Column | undefined,
	overrides: boolean,
	compiler: StatementCompiler
): Compiled | null {
	if (expr.type === 'default') return null;
	if (column?.isAlwaysGenerated && !overrides) {
		throw new SqlError('428C9', `cannot insert a non-DEFAULT value into column "${column.name}"`, {
			detail: `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
			hint: 'Use OVERRIDING SYSTEM VALUE to override.'
		});
	}
	return toColumn(compile(expr, newScope(null), compiler), column);
}

function completed(work: Work, table: Table, given: GivenRow): Value[] {
	return table.columns.map((column, i) => {
		const value = given[i];
		return value === undefined ? defaultOf(work, column) : value;
	});
}

interface Conflict {
	/** Null: any unique index. */
	arbiters: Index[] | null;
	update: ((env: Env) => Map<number, Compiled>) | null;
	where: Compiled | null;
	columns: ReadonlySet<number>;
}

function compileConflict(
	{ on, do: action, where }: OnConflictAction,
	table: Table,
	alias: string,
	compiler: StatementCompiler
): Conflict {
	const arbiters = on ? arbitersOf(on, table, compiler) : null;
	if (action === 'do nothing') return { arbiters, update: null, where: null, columns: new Set() };
	if (arbiters === null) {
		throw new SqlError('42601', 'ON CONFLICT DO UPDATE requires inference specification or constraint name');
	}
	const sources = [sourceOf(table, alias), sourceOf(table, 'excluded')];
	const scope = { ...newScope(null), sources };
	const [target, excluded] = sources;
	if (target && excluded) excluded.hidden = new Set(target.columns.map((column) => column.name));
	const sets = compileSets(action.sets, table, scope, compiler);
	return {
		arbiters,
		update: () => sets,
		where: where ? condition(compile(where, scope, compiler), 'WHERE') : null,
		columns: new Set(sets.keys())
	};
}

function arbitersOf(
	on: NonNullable<OnConflictAction['on']>,
	table: Table,
	compiler: StatementCompiler
): Index[] {
	const unique = liveIndexes(table, compiler.work.shared.log).filter(isUnique);
	if (on.type === 'on constraint') {
		const found = unique.filter((index) => index.name === on.constraint.name && index.kind !== 'unique');
		if (found.length > 0) return found;
		throw new SqlError(
			'42704',
			`constraint "${on.constraint.name}" for table "${table.name}" does not exist`
		);
	}
	const columns = on.exprs.map((expr) => {
		if (expr.type !== 'ref') throw notInThisModel('ON CONFLICT on an expression');
		return placeOf(table, expr.name);
	});
	const found = unique.filter(
		(index) => index.predicate === null && index.columns.toSorted().join() === columns.toSorted().join()
	);
	if (found.length > 0) return found;
	throw new SqlError(
		'42P10',
		'there is no unique or exclusion constraint matching the ON CONFLICT specification'
	);
}

/** Null when the row was left out. */
function* insertRow(
	work: Work,
	table: Table,
	values: Value[],
	conflict: Conflict | null
): Waiting<Tuple | null> {
	if (conflict) {
		for (;;) {
			const existing = yield* firstConflict(work, table, values, conflict);
			if (existing === null) break;
			const outcome = yield* resolveConflict(work, table, { existing, values }, conflict);
			if (outcome !== 'again') return outcome;
		}
	}
	const xid = ownXid(work);
	work.shared.predicates.write(work.transaction, { table });
	const tuple = table.heap.add(values, xid, work.transaction.command, null);
	yield* enterIndexes(work, table, tuple, null);
	return tuple;
}

function* firstConflict(
	work: Work,
	table: Table,
	values: Value[],
	{ arbiters }: Conflict
): Waiting<Tuple | null> {
	for (const index of arbiters ?? liveIndexes(table, work.shared.log).filter(isUnique)) {
		const existing = yield* findConflict(work, { table, index }, values, null);
		if (existing) return existing;
	}
	return null;
}

/** `ExecOnConflictUpdate` and `ExecOnConflictNothing`. */
function* resolveConflict(
	work: Work,
	table: Table,
	{ existing, values }: { existing: Tuple; values: Value[] },
	{ update, where, columns }: Conflict
): Waiting<Tuple | null | 'again'> {
	const { log } = work.shared;
	const isSnapshotBound = work.transaction.isolation !== 'read committed';
	const isOwn = log.isOwn(existing.xmin, work.transaction);
	const isSeen = isOwn || isVisible(existing, snapshotOf(work), work.transaction, log);
	if (update === null) {
		if (isSnapshotBound && !isSeen) throw concurrentChange('update');
		return null;
	}
	if (isOwn && existing.cmin >= work.transaction.command) {
		throw new SqlError('21000', 'ON CONFLICT DO UPDATE command cannot affect row a second time', {
			hint: 'Ensure that no rows proposed for insertion within the same command have duplicate constrained values.'
		});
	}
	const keys = liveIndexes(table, log)
		.filter(isUnique)
		.flatMap((index) => index.columns);
	const mode = keys.some((column) => columns.has(column)) ? 'update' : 'no key update';
	const outcome = yield* lockTuple(work, table, existing, { mode, policy: 'wait' });
	if (outcome !== 'free') {
		if (isSnapshotBound) throw concurrentChange('update');
		return 'again';
	}
	if (isSnapshotBound && !isSeen) throw concurrentChange('update');
	const row = { values: existing.values, tuple: existing };
	const env: Env = { work, rows: [row, { values, tuple: null }], parent: null, aggregates: [] };
	if (where && where.evaluate(env) !== true) return null;
	const changed = yield* changeRow(work, table, existing, update(env), env);
	return typeof changed === 'string' ? 'again' : changed;
}
