import type { DropStatement, TruncateTableStatement } from 'pgsql-ast-parser';
import { tableTag, type Index, type Table } from './catalog.ts';
import { Heap } from './heap.ts';
import { notInThisModel, SqlError, undefinedTable } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { currentLevel } from './transactions.ts';
import { lockFor, ownXid, type Work } from './work.ts';

/** DROP TABLE and DROP INDEX: the others see the table until the transaction commits, and wait. */
export function* drop(statement: DropStatement, work: Work): Waiting<void> {
	if (statement.type !== 'drop table' && statement.type !== 'drop index') {
		throw notInThisModel(statement.type.toUpperCase());
	}
	for (const { name } of statement.names) {
		const isTable = statement.type === 'drop table';
		const found = isTable ? yield* lockedTable(work, name) : findIndex(work, name);
		if (found === null) {
			const kind = isTable ? 'table' : 'index';
			if (!statement.ifExists) {
				throw new SqlError(isTable ? '42P01' : '42704', `${kind} "${name}" does not exist`);
			}
			work.session.notice({
				severity: 'NOTICE',
				code: '00000',
				message: `${kind} "${name}" does not exist, skipping`
			});
			continue;
		}
		if ('table' in found) yield* lockFor(work, tableTag(found.table), 'AccessExclusiveLock');
		dropOne(work, 'table' in found ? found.index : found, statement.cascade === 'cascade');
	}
}

function findIndex(work: Work, name: string): { table: Table; index: Index } | null {
	return work.shared.catalog.findIndex(name, work.transaction);
}

/** Null when it is gone after waiting. */
function* lockedTable(work: Work, name: string): Waiting<Table | null> {
	const { catalog } = work.shared;
	const table = catalog.findTable(name, work.transaction);
	if (!table) return null;
	yield* lockFor(work, tableTag(table), 'AccessExclusiveLock');
	return catalog.findTable(name, work.transaction);
}

function dropOne(work: Work, item: Table | Index, isCascade: boolean): void {
	if ('referencedBy' in item) {
		const referrer = item.referencedBy.find(({ child }) => child !== item && child.droppedBy === 0);
		if (referrer && isCascade) throw notInThisModel('DROP … CASCADE of a table that is referred to');
		if (referrer) {
			throw new SqlError('2BP01', `cannot drop table ${item.name} because other objects depend on it`, {
				detail: `constraint ${referrer.key.name} on table ${referrer.child.name} depends on table ${item.name}`,
				hint: 'Use DROP ... CASCADE to drop the dependent objects too.'
			});
		}
	} else if (item.kind === 'primary key' || item.kind === 'unique constraint') {
		throw new SqlError('2BP01', `cannot drop index ${item.name} because its constraint requires it`);
	}
	item.droppedBy = ownXid(work);
	currentLevel(work.transaction).undo.push(() => {
		item.droppedBy = 0;
	});
}

/** New, empty pages; who sees with an older snapshot sees them too, as PostgreSQL's documentation warns. */
export function* truncate(statement: TruncateTableStatement, work: Work): Waiting<void> {
	if (statement.cascade === 'cascade') throw notInThisModel('TRUNCATE … CASCADE');
	const tables: Table[] = [];
	for (const { name } of statement.tables) {
		const table = yield* lockedTable(work, name);
		if (!table) throw undefinedTable(name);
		tables.push(table);
	}
	for (const table of tables) {
		const referrer = table.referencedBy.find(({ child }) => child.droppedBy === 0 && !tables.includes(child));
		if (referrer) {
			throw new SqlError('0A000', 'cannot truncate a table referenced in a foreign key constraint', {
				detail: `Table "${referrer.child.name}" references "${table.name}".`,
				hint: `Truncate table "${referrer.child.name}" at the same time, or use TRUNCATE ... CASCADE.`
			});
		}
		ownXid(work);
		const before = { heap: table.heap, entries: table.indexes.map((index) => index.entries) };
		const types = table.columns.map((column) => column.type);
		table.heap = new Heap(types, before.heap.onTouch);
		for (const index of table.indexes) index.entries = new Map();
		currentLevel(work.transaction).undo.push(() => {
			table.heap = before.heap;
			for (const [i, index] of table.indexes.entries()) index.entries = before.entries[i] ?? index.entries;
		});
		if (statement.identity !== 'restart') continue;
		for (const { sequence } of table.columns)
			if (sequence) Object.assign(sequence, { next: 1n, isCalled: false });
	}
}
