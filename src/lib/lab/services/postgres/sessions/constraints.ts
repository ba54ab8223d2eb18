import { isUnique, keyOf, liveIndexes, type Index, type Table } from './catalog.ts';
import { changeOf, tidText, type Tuple } from './heap.ts';
import type { Env } from './scope.ts';
import { SqlError } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { valueText, type Value } from './values.ts';
import { waitForTransaction, type Work } from './work.ts';

/** NOT NULL and CHECK, before a row is written (`ExecConstraints`). */
export function checkRow(work: Work, table: Table, values: readonly Value[]): void {
	const place = { schema: 'public', table: table.name };
	for (const [i, column] of table.columns.entries()) {
		if (!column.isNotNull || (values[i] ?? null) !== null) continue;
		const message = `null value in column "${column.name}" of relation "${table.name}" violates not-null constraint`;
		throw new SqlError('23502', message, {
			...place,
			detail: failingRow(table, values),
			column: column.name
		});
	}
	const env: Env = { work, rows: [{ values, tuple: null }], parent: null, aggregates: [] };
	for (const check of table.checks) {
		if (check.expression.evaluate(env) !== false) continue;
		const message = `new row for relation "${table.name}" violates check constraint "${check.name}"`;
		throw new SqlError('23514', message, {
			...place,
			detail: failingRow(table, values),
			constraint: check.name
		});
	}
}

function failingRow(table: Table, values: readonly Value[]): string {
	const texts = table.columns.map((column, i) => valueText(values[i] ?? null, column.type.name) ?? 'null');
	return `Failing row contains (${texts.join(', ')}).`;
}

/**
 * A version of another row with the same key that lives, or null; waits for who may yet make it live or
 * dead (`_bt_check_unique`).
 */
export function* findConflict(
	work: Work,
	{ table, index }: { table: Table; index: Index },
	values: readonly Value[],
	self: Tuple | null
): Waiting<Tuple | null> {
	const { log } = work.shared;
	const key = keyOf(index, values);
	if (key === null || !covers(work, index, values)) return null;
	for (;;) {
		let undecided = 0;
		let place = '';
		for (const tuple of index.entries.get(key) ?? []) {
			if (tuple === self || log.stateOf(tuple.xmin) === 'aborted') continue;
			const change = changeOf(tuple, log);
			const isUnborn = log.isRunning(tuple.xmin) && !log.isOwn(tuple.xmin, work.transaction);
			if (!isUnborn && change === null) return tuple;
			const ender = isUnborn ? tuple.xmin : (change?.xid ?? 0);
			if (!log.isRunning(ender) || log.isOwn(ender, work.transaction)) continue;
			undecided = ender;
			place = tidText(tuple);
			break;
		}
		if (undecided === 0) return null;
		// ON CONFLICT has written nothing yet: the server then names the row that is in the way.
		const named = self
			? `${tidText(self)} in relation "${index.name}"`
			: `${place} in relation "${table.name}"`;
		yield* waitForTransaction(work, undecided, `while inserting index tuple ${named}`);
	}
}

/** Whether a row belongs into a partial index. */
function covers(work: Work, { predicate }: Index, values: readonly Value[]): boolean {
	if (predicate === null) return true;
	return predicate.evaluate({ work, rows: [{ values, tuple: null }], parent: null, aggregates: [] }) === true;
}

/** After the row has been written: index by index, in the order they were made. */
export function* enterIndexes(
	work: Work,
	table: Table,
	tuple: Tuple,
	changed: ReadonlySet<number> | null
): Waiting<void> {
	for (const index of liveIndexes(table, work.shared.log)) {
		const isChanged = changed === null || index.columns.some((column) => changed.has(column));
		const key = isUnique(index) && covers(work, index, tuple.values) ? keyOf(index, tuple.values) : null;
		const isChecked = key !== null && isChanged;
		const conflict = isChecked ? yield* findConflict(work, { table, index }, tuple.values, tuple) : null;
		if (!tuple.isHeapOnly) work.shared.predicates.write(work.transaction, { table, index });
		if (conflict) throw duplicateKey(table, index, tuple.values);
		if (key === null) continue;
		const entries = index.entries.get(key);
		if (entries) entries.push(tuple);
		else index.entries.set(key, [tuple]);
	}
}

export function duplicateKey(table: Table, index: Index, values: readonly Value[]): SqlError {
	return new SqlError('23505', `duplicate key value violates unique constraint "${index.name}"`, {
		detail: `Key ${keyText(table, index.columns, values)} already exists.`,
		schema: 'public',
		table: table.name,
		constraint: index.name
	});
}

/** `(id)=(1)` */
export function keyText(table: Table, columns: readonly number[], values: readonly Value[]): string {
	const names = columns.map((column) => table.columns[column]?.name).join(', ');
	const texts = columns.map((column) =>
		valueText(values[column] ?? null, table.columns[column]?.type.name ?? 'text')
	);
	return `(${names})=(${texts.join(', ')})`;
}
