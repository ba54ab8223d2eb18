import { keyOf, type Table } from './catalog.ts';
import { keyText } from './constraints.ts';
import { isVisible, type Tuple } from './heap.ts';
import { lockNewest, lockTuple } from './row-locks.ts';
import { concurrentChange, SqlError } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import type { Value } from './values.ts';
import type { Work } from './work.ts';

/**
 * What the triggers of foreign keys do when a statement ends: the row referred to is locked FOR KEY SHARE,
 * and a row that is still referred to may not go (`ri_triggers.c`).
 */
export function* checkReferences(work: Work, table: Table, values: readonly Value[]): Waiting<void> {
	for (const key of table.foreignKeys) {
		if (key.columns.some((column) => (values[column] ?? null) === null)) continue;
		const isFound = yield* lockMatching(
			work,
			key.parent,
			key.parentColumns,
			key.columns.map((one) => values[one] ?? null)
		);
		if (isFound) continue;
		const message = `insert or update on table "${table.name}" violates foreign key constraint "${key.name}"`;
		throw new SqlError('23503', message, {
			detail: `Key ${keyText(table, key.columns, values)} is not present in table "${key.parent.name}".`,
			...{ schema: 'public', table: table.name, constraint: key.name }
		});
	}
}

/** `after` is null when the row was deleted. */
export function* checkReferrers(
	work: Work,
	table: Table,
	before: readonly Value[],
	after: readonly Value[] | null
): Waiting<void> {
	for (const { child, key } of table.referencedBy) {
		if (child.droppedBy !== 0) continue;
		const old = key.parentColumns.map((column) => before[column] ?? null);
		if (after && textOf(old) === textOf(key.parentColumns.map((column) => after[column] ?? null))) continue;
		if (!(yield* lockMatching(work, child, key.columns, old))) continue;
		const message = `update or delete on table "${table.name}" violates foreign key constraint "${key.name}" on table "${child.name}"`;
		throw new SqlError('23503', message, {
			detail: `Key ${keyText(table, key.parentColumns, before)} is still referenced from table "${child.name}".`,
			...{ schema: 'public', table: child.name, constraint: key.name }
		});
	}
}

/** A row with these values as of now, locked; the transaction's own changes count. */
function* lockMatching(
	work: Work,
	table: Table,
	columns: readonly number[],
	wanted: readonly Value[]
): Waiting<boolean> {
	const { log } = work.shared;
	const snapshot = log.take(work.transaction.command + 1);
	const wish = { mode: 'key share', policy: 'wait' } as const;
	const matches = (tuple: Tuple) =>
		textOf(columns.map((column) => tuple.values[column] ?? null)) === textOf(wanted);
	for (const tuple of candidates(table, columns, wanted)) {
		if (!matches(tuple) || !isVisible(tuple, snapshot, work.transaction, log)) continue;
		const outcome = yield* lockTuple(work, table, tuple, wish);
		if (outcome === 'free') return true;
		if (work.transaction.isolation !== 'read committed') throw concurrentChange('update');
		if (outcome !== 'updated') continue;
		const newest = yield* lockNewest(work, table, tuple, wish);
		if (newest && matches(newest)) return true;
	}
	return false;
}

function candidates(table: Table, columns: readonly number[], wanted: readonly Value[]): Iterable<Tuple> {
	const index = table.indexes.find((one) => one.kind !== 'plain' && one.columns.join() === columns.join());
	if (!index) return table.heap.tuples();
	const values: Value[] = [];
	for (const [i, column] of columns.entries()) values[column] = wanted[i] ?? null;
	return index.entries.get(keyOf(index, values) ?? '') ?? [];
}

function textOf(values: readonly Value[]): string {
	return values
		.map((value) =>
			typeof value === 'object' && value !== null ? `${value.units}e${value.scale}` : String(value)
		)
		.join('\u0000');
}
