import type { Tuple } from './heap.ts';
import type { Table } from './catalog.ts';
import { SqlError, undefinedColumn } from './sql-error.ts';
import type { TypeName, Value } from './values.ts';
import type { Work } from './work.ts';

/** A row of a table, a subselect or a function; `tuple` when it is a version of a table's row. */
export interface SqlRow {
	values: readonly Value[];
	tuple: Tuple | null;
}

/** What an expression is evaluated against: one row of each source, null where an outer join found none. */
export interface Env {
	work: Work;
	rows: (SqlRow | null)[];
	parent: Env | null;
	aggregates: Value[];
}

/** An expression made ready: its type is known before any row is. */
export interface Compiled {
	type: TypeName;
	evaluate: (env: Env) => Value;
	/** Of a literal without a type yet: what it says, null for NULL. */
	untyped?: string | null;
	/** Of a column: where it comes from, for the description of results. */
	origin?: { tableID: number; columnID: number };
}

export interface SourceColumn {
	name: string;
	type: TypeName;
	columnID: number;
}

export interface Source {
	alias: string;
	table: Table | null;
	columns: SourceColumn[];
	/** Columns that USING has merged: `*` shows them once. */
	hidden: Set<string>;
}

/** The names an expression may use. */
export interface Scope {
	sources: Source[];
	parent: Scope | null;
	/** Set when a name of an outer query was used: the subselect has to be run for each row. */
	usesParent: boolean;
	/** Where aggregates are collected; null where they are not allowed. */
	aggregates: AggregateCall[] | null;
	/** With GROUP BY: expressions by their text, evaluated for a group. */
	grouped: ReadonlySet<string> | null;
}

export interface AggregateCall {
	start: () => Accumulator;
}

export interface Accumulator {
	add: (env: Env) => void;
	value: () => Value;
}

export function newScope(parent: Scope | null): Scope {
	return { sources: [], parent, usesParent: false, aggregates: null, grouped: null };
}

const SYSTEM_COLUMNS: Record<string, { type: TypeName; read: (tuple: Tuple) => Value }> = {
	ctid: { type: 'tid', read: (tuple) => `(${tuple.block},${tuple.number})` },
	xmin: { type: 'xid', read: (tuple) => tuple.xmin },
	xmax: { type: 'xid', read: (tuple) => tuple.xmax }
};

/** A column by name, of the nearest query that has it. */
export function compileColumn(scope: Scope, table: string | null, name: string): Compiled {
	let depth = 0;
	for (let at: Scope | null = scope; at !== null; at = at.parent, depth++) {
		const found = findIn(at, table, name);
		if (found === null) continue;
		for (let inner: Scope | null = scope; inner !== at && inner !== null; inner = inner.parent) {
			inner.usesParent = true;
		}
		return outward(found, depth);
	}
	if (table === null) throw undefinedColumn(name);
	if (isKnownSource(scope, table)) throw new SqlError('42703', `column ${table}.${name} does not exist`);
	throw new SqlError('42P01', `missing FROM-clause entry for table "${table}"`);
}

function outward(column: Compiled, depth: number): Compiled {
	if (depth === 0) return column;
	return {
		...column,
		evaluate(env) {
			let at = env;
			for (let i = 0; i < depth; i++) {
				if (at.parent === null) throw new Error('an outer row is there while the inner query runs');
				at = at.parent;
			}
			return column.evaluate(at);
		}
	};
}

function isKnownSource(scope: Scope, table: string): boolean {
	for (let at: Scope | null = scope; at !== null; at = at.parent) {
		if (at.sources.some((source) => source.alias === table)) return true;
	}
	return false;
}

function findIn(scope: Scope, table: string | null, name: string): Compiled | null {
	const found: Compiled[] = [];
	for (const [i, source] of scope.sources.entries()) {
		if (table !== null && source.alias !== table) continue;
		if (table === null && source.hidden.has(name)) continue;
		const column = source.columns.findIndex((one) => one.name === name);
		const known = source.columns[column];
		if (known) {
			found.push({
				type: known.type,
				evaluate: (env) => env.rows[i]?.values[column] ?? null,
				origin: { tableID: source.table?.oid ?? 0, columnID: known.columnID }
			});
		} else if (source.table && Object.hasOwn(SYSTEM_COLUMNS, name)) {
			const system = SYSTEM_COLUMNS[name];
			if (system) found.push(systemColumn(system, i));
		}
	}
	if (found.length > 1) throw new SqlError('42702', `column reference "${name}" is ambiguous`);
	return found[0] ?? null;
}

function systemColumn(system: { type: TypeName; read: (tuple: Tuple) => Value }, source: number): Compiled {
	return {
		type: system.type,
		evaluate(env) {
			const tuple = env.rows[source]?.tuple;
			return tuple ? system.read(tuple) : null;
		}
	};
}

export function sourceOf(table: Table, alias: string): Source {
	const columns = table.columns.map((column, i) => ({
		name: column.name,
		type: column.type.name,
		columnID: i + 1
	}));
	return { alias, table, columns, hidden: new Set() };
}
