import type { Expr, From } from 'pgsql-ast-parser';
import { columnNumber, isUnique, keyOf, liveIndexes, type Index, type Table } from './catalog.ts';
import { coerce, compile } from './expressions.ts';
import { condition } from './logic.ts';
import { isVisible, type Tuple } from './heap.ts';
import { comparison } from './operators.ts';
import {
	newScope,
	sourceOf,
	type Compiled,
	type Env,
	type Scope,
	type Source,
	type SqlRow
} from './scope.ts';
import { notInThisModel, SqlError, undefinedTable } from './sql-error.ts';
import type { Plan, StatementCompiler } from './plan.ts';
import { compileSelect } from './select.ts';
import { snapshotOf, type Work } from './work.ts';
import type { TypeName, Value } from './values.ts';

/** How the rows of one entry of FROM are found, and what has to hold of them and those before. */
export interface Input {
	source: Source;
	rows: (env: Env) => Iterable<SqlRow>;
	on: Compiled | null;
	/** Of a left join: without a partner the row before stays, with nulls. */
	isOuter: boolean;
}

/** Compiles FROM, entry by entry, into the scope. */
export function compileFrom(
	from: readonly From[],
	where: Expr | null,
	scope: Scope,
	compiler: StatementCompiler
): Input[] {
	const inputs: Input[] = [];
	for (const entry of from) {
		if (entry.lateral) throw notInThisModel('LATERAL');
		const { source, rows } = sourceFrom(entry, from.length === 1 ? where : null, scope, compiler);
		if (scope.sources.some((other) => other.alias === source.alias)) {
			throw new SqlError('42712', `table name "${source.alias}" specified more than once`);
		}
		scope.sources.push(source);
		const join = entry.join;
		if (join && (join.type === 'RIGHT JOIN' || join.type === 'FULL JOIN')) throw notInThisModel(join.type);
		const on = join?.using
			? join.using.map((name) => usingColumn(name.name, scope)).reduce(both)
			: join?.on
				? condition(compile(join.on, scope, compiler), 'JOIN/ON')
				: null;
		inputs.push({ source, rows, on, isOuter: join?.type === 'LEFT JOIN' });
	}
	return inputs;
}

function both(a: Compiled, b: Compiled): Compiled {
	return { type: 'bool', evaluate: (env) => a.evaluate(env) === true && b.evaluate(env) === true };
}

function usingColumn(name: string, scope: Scope): Compiled {
	const right = scope.sources.at(-1);
	const left = scope.sources
		.slice(0, -1)
		.find((source) => source.columns.some((column) => column.name === name));
	const inRight = right?.columns.some((column) => column.name === name);
	if (!right || !left || !inRight) {
		throw new SqlError('42703', `column "${name}" specified in USING clause does not exist in both tables`);
	}
	const columnOf = (source: Source): Compiled => {
		const place = scope.sources.indexOf(source);
		const column = source.columns.findIndex((one) => one.name === name);
		const type: TypeName = source.columns[column]?.type ?? 'text';
		return { type, evaluate: (env) => env.rows[place]?.values[column] ?? null };
	};
	right.hidden.add(name);
	return comparison('=', columnOf(left), columnOf(right));
}

function sourceFrom(
	entry: From,
	where: Expr | null,
	scope: Scope,
	compiler: StatementCompiler
): Pick<Input, 'source' | 'rows'> {
	if (entry.type === 'statement') {
		const plan = compileSelect(entry.statement, null, compiler);
		return planned(plan, entry.alias, compiler);
	}
	if (entry.type === 'call') return series(entry, compiler);
	const alias = entry.name.alias ?? entry.name.name;
	const named = compiler.named.get(entry.name.name);
	if (named) {
		const columns = named.columns.map((column) => ({ name: column.name, type: column.type, columnID: 0 }));
		return {
			source: { alias, table: null, columns, hidden: new Set() },
			rows: (env) => env.work.results.get(named.key) ?? []
		};
	}
	const table = compiler.work.shared.catalog.findTable(entry.name.name, compiler.work.transaction);
	if (!table) throw undefinedTable(entry.name.name);
	const source = sourceOf(table, alias);
	const lookup = where ? findLookup(table, alias, where, compiler) : null;
	return {
		source,
		*rows(env) {
			for (const tuple of visibleTuples(env.work, table, lookup && lookup(env))) {
				yield { values: tuple.values, tuple };
			}
		}
	};
}

function planned(plan: Plan, alias: string, compiler: StatementCompiler): Pick<Input, 'source' | 'rows'> {
	compiler.first.push({ key: plan, plan });
	const columns = plan.columns.map((column) => ({ name: column.name, type: column.type, columnID: 0 }));
	return {
		source: { alias, table: null, columns, hidden: new Set() },
		rows: (env) => env.work.results.get(plan) ?? []
	};
}

function series(entry: From & { type: 'call' }, compiler: StatementCompiler): Pick<Input, 'source' | 'rows'> {
	if (entry.function.name !== 'generate_series') throw notInThisModel(`${entry.function.name}() in FROM`);
	const args = entry.args.map((arg) => coerce(compile(arg, newScope(null), compiler), 'int8'));
	const isLong = entry.args.some((arg) => compile(arg, newScope(null), compiler).type === 'int8');
	const alias = entry.alias?.name ?? 'generate_series';
	const name = entry.alias?.columns?.[0]?.name ?? alias;
	const type: TypeName = isLong ? 'int8' : 'int4';
	return {
		source: { alias, table: null, columns: [{ name, type, columnID: 0 }], hidden: new Set() },
		*rows(env) {
			const [first, last, step = 1] = args.map((arg) => Number(arg.evaluate(env)));
			if (first === undefined || last === undefined || step === 0) return;
			for (let at = first; step > 0 ? at <= last : at >= last; at += step) {
				yield { values: [isLong ? BigInt(at) : at], tuple: null };
			}
		}
	};
}

/** A key of a unique index, known before the rows are. */
export interface Lookup {
	index: Index;
	key: string | null;
}

/** `WHERE id = 1` leads to a row by the index of `id`, as PostgreSQL would go. */
export function findLookup(
	table: Table,
	alias: string,
	where: Expr,
	compiler: StatementCompiler
): ((env: Env) => Lookup) | null {
	const equals = new Map<number, Compiled>();
	for (const expr of conjunctsOf(where)) {
		if (expr.type !== 'binary' || expr.op !== '=' || expr.left.type !== 'ref') continue;
		const { left, right } = expr;
		if ((left.table && left.table.name !== alias) || !isConstant(right)) continue;
		const column = columnNumber(table, left.name);
		const type = table.columns[column]?.type.name;
		const value = compile(right, newScope(null), compiler);
		if (type && (value.type === type || value.type === 'unknown')) equals.set(column, coerce(value, type));
	}
	const index = liveIndexes(table, compiler.work.shared.log).find(
		(one) => isUnique(one) && one.predicate === null && one.columns.every((column) => equals.has(column))
	);
	if (!index) return null;
	return (env) => {
		const values: Value[] = [];
		for (const column of index.columns) values[column] = equals.get(column)?.evaluate(env) ?? null;
		return { index, key: keyOf(index, values) };
	};
}

export function conjunctsOf(expr: Expr): Expr[] {
	if (expr.type === 'binary' && expr.op === 'AND')
		return [...conjunctsOf(expr.left), ...conjunctsOf(expr.right)];
	return [expr];
}

function isConstant(expr: Expr): boolean {
	if (expr.type === 'cast') return isConstant(expr.operand);
	return expr.type === 'integer' || expr.type === 'string' || expr.type === 'parameter';
}

/** The versions the statement sees, in the order of their places. */
export function* visibleTuples(work: Work, table: Table, lookup: Lookup | null): Generator<Tuple> {
	const { log, predicates } = work.shared;
	const { transaction } = work;
	const snapshot = snapshotOf(work);
	const isSerializable = transaction.serializable !== null;
	if (isSerializable) {
		if (lookup) predicates.readIndex(transaction, lookup.index);
		else predicates.readTable(transaction, table);
	}
	const candidates = lookup ? (lookup.index.entries.get(lookup.key ?? '') ?? []) : table.heap.tuples();
	for (const tuple of candidates) {
		const isSeen = isVisible(tuple, snapshot, transaction, log);
		if (isSerializable) predicates.readTuple(transaction, table, tuple, isSeen);
		if (isSeen) yield tuple;
	}
}

/** Nested loops, in the order of FROM. */
export function* joinedRows(inputs: readonly Input[], filter: Compiled | null, base: Env): Generator<Env> {
	function* from(i: number, rows: readonly (SqlRow | null)[]): Generator<Env> {
		const input = inputs[i];
		const env: Env = { ...base, rows: [...rows] };
		if (!input) {
			if (!filter || filter.evaluate(env) === true) yield env;
			return;
		}
		let hasPartner = false;
		for (const row of input.rows(env)) {
			const next = [...rows, row];
			if (input.on && input.on.evaluate({ ...base, rows: next }) !== true) continue;
			hasPartner = true;
			yield* from(i + 1, next);
		}
		if (input.isOuter && !hasPartner) yield* from(i + 1, [...rows, null]);
	}
	yield* from(0, []);
}
