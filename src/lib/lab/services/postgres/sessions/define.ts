import type {
	CreateColumnDef,
	CreateIndexStatement,
	CreateTableStatement,
	TableConstraint
} from 'pgsql-ast-parser';
import {
	columnNumber,
	isUnique,
	keyOf,
	tableTag,
	type Column,
	type Index,
	type Sequence,
	type Table
} from './catalog.ts';
import { duplicateKey } from './constraints.ts';
import { compile } from './expressions.ts';
import { condition } from './logic.ts';
import { changeOf, Heap } from './heap.ts';
import { toColumn } from './assignments.ts';
import type { StatementCompiler } from './plan.ts';
import { newScope, sourceOf } from './scope.ts';
import { notInThisModel, SqlError, undefinedTable } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { currentLevel } from './transactions.ts';
import { typeNamed } from './values.ts';
import { lockFor, ownXid, waitForTransaction, type Work } from './work.ts';

const SERIALS: Record<string, string> = { serial: 'int', bigserial: 'bigint', smallserial: 'smallint' };

/** CREATE TABLE; nobody else sees it before the transaction commits. */
export function* createTable(statement: CreateTableStatement, compiler: StatementCompiler): Waiting<void> {
	const { work } = compiler;
	const { shared, transaction, session } = work;
	const { name } = statement.name;
	if (statement.temporary || statement.inherits) throw notInThisModel('this form of CREATE TABLE');
	const maker = shared.catalog.makerOf(name, transaction);
	if (maker !== null) yield* waitForTransaction(work, maker, `while creating relation "${name}"`);
	if (shared.catalog.findTable(name, transaction)) {
		if (!statement.ifNotExists) throw new SqlError('42P07', `relation "${name}" already exists`);
		session.notice({
			severity: 'NOTICE',
			code: '42P07',
			message: `relation "${name}" already exists, skipping`
		});
		return;
	}
	const columns = statement.columns.map((column) => {
		if (column.kind !== 'column') throw notInThisModel('LIKE in CREATE TABLE');
		return columnFrom(column, name, compiler);
	});
	const types = columns.map((column) => column.type);
	const names = columns.map((column) => column.name);
	const touch = shared.onHeapTouch;
	const xid = ownXid(work);
	const table: Table = {
		...{
			name,
			oid: shared.catalog.newOid(),
			columns,
			checks: [],
			indexes: [],
			foreignKeys: [],
			referencedBy: []
		},
		heap: new Heap(types, touch && ((page) => touch(name, page, columns))),
		...{ createdBy: xid, droppedBy: 0 }
	};
	if (new Set(names).size < names.length) throw new SqlError('42701', 'column specified more than once');
	yield* lockFor(work, tableTag(table), 'AccessExclusiveLock');
	for (const column of statement.columns) {
		if (column.kind === 'column') addColumnConstraints(column, table, compiler);
	}
	for (const constraint of statement.constraints ?? []) addConstraint(constraint, table, compiler);
	shared.catalog.tables.push(table);
}

function columnFrom(column: CreateColumnDef, table: string, compiler: StatementCompiler): Column {
	if (column.dataType.kind === 'array') throw notInThisModel('an array type');
	const serial = SERIALS[column.dataType.name.toLowerCase()];
	const made: Column = {
		name: column.name.name,
		type: typeNamed(serial ?? column.dataType.name, column.dataType.config),
		...{ isNotNull: serial !== undefined, default: null, isAlwaysGenerated: false },
		sequence: serial === undefined ? null : newSequence(compiler.work, `${table}_${column.name.name}_seq`)
	};
	for (const constraint of column.constraints ?? []) {
		if (constraint.type === 'not null' || constraint.type === 'primary key') made.isNotNull = true;
		if (constraint.type === 'default') {
			made.default = toColumn(compile(constraint.default, newScope(null), compiler), made);
		}
		if (constraint.type !== 'add generated') continue;
		if (constraint.expression) throw notInThisModel('a generated column');
		made.isNotNull = true;
		made.isAlwaysGenerated = constraint.always === 'always';
		made.sequence = newSequence(compiler.work, `${table}_${made.name}_seq`);
	}
	return made;
}

function newSequence({ shared, transaction }: Work, name: string): Sequence {
	const sequence: Sequence = { name, next: 1n, isCalled: false };
	const before = shared.catalog.sequences.get(name);
	shared.catalog.sequences.set(name, sequence);
	currentLevel(transaction).undo.push(() => {
		if (before) shared.catalog.sequences.set(name, before);
		else shared.catalog.sequences.delete(name);
	});
	return sequence;
}

function addColumnConstraints(column: CreateColumnDef, table: Table, compiler: StatementCompiler): void {
	const columns = [{ name: column.name.name }];
	for (const constraint of column.constraints ?? []) {
		const { constraintName } = constraint;
		if (constraint.type === 'check') addConstraint(constraint, table, compiler);
		else if (constraint.type === 'unique' || constraint.type === 'primary key') {
			addConstraint({ type: constraint.type, constraintName, columns }, table, compiler);
		} else if (constraint.type === 'reference') {
			addConstraint({ ...constraint, type: 'foreign key', localColumns: columns }, table, compiler);
		}
	}
}

function addConstraint(constraint: TableConstraint, table: Table, compiler: StatementCompiler): void {
	const { work } = compiler;
	if (constraint.type === 'check') {
		const scope = { ...newScope(null), sources: [sourceOf(table, table.name)] };
		const expression = condition(compile(constraint.expr, scope, compiler), 'CHECK');
		const used = table.columns.filter((column) =>
			JSON.stringify(constraint.expr).includes(`"name":"${column.name}"`)
		);
		const name =
			constraint.constraintName?.name ??
			freeName(table, used.length === 1 ? [used[0]?.name ?? ''] : [], 'check');
		table.checks.push({ name, expression });
		return;
	}
	const names = constraint.type === 'foreign key' ? constraint.localColumns : constraint.columns;
	const columns = names.map((column) => placeOf(table, column.name));
	const texts = names.map((column) => column.name);
	const given = constraint.constraintName?.name;
	if (constraint.type !== 'foreign key') {
		const isPrimary = constraint.type === 'primary key';
		if (isPrimary && table.indexes.some((index) => index.kind === 'primary key')) {
			throw new SqlError('42P16', `multiple primary keys for table "${table.name}" are not allowed`);
		}
		for (const column of isPrimary ? columns : []) {
			const known = table.columns[column];
			if (known) known.isNotNull = true;
		}
		const name = given ?? (isPrimary ? `${table.name}_pkey` : freeName(table, texts, 'key'));
		table.indexes.push(newIndex(work, name, columns, isPrimary ? 'primary key' : 'unique constraint'));
		return;
	}
	const action = constraint.onDelete ?? constraint.onUpdate;
	if (action && action !== 'no action') throw notInThisModel(`a foreign key with ${action.toUpperCase()}`);
	const parentName = constraint.foreignTable.name;
	const parent =
		parentName === table.name ? table : work.shared.catalog.findTable(parentName, work.transaction);
	if (!parent) throw undefinedTable(parentName);
	const key = parent.indexes.find((index) => index.kind === 'primary key');
	const parentColumns =
		constraint.foreignColumns.length > 0
			? constraint.foreignColumns.map((column) => placeOf(parent, column.name))
			: (key?.columns ?? []);
	if (!parent.indexes.some((index) => isUnique(index) && index.columns.join() === parentColumns.join())) {
		throw new SqlError(
			'42830',
			`there is no unique constraint matching given keys for referenced table "${parent.name}"`
		);
	}
	const foreignKey = { name: given ?? freeName(table, texts, 'fkey'), columns, parent, parentColumns };
	table.foreignKeys.push(foreignKey);
	const referrer = { child: table, key: foreignKey };
	parent.referencedBy.push(referrer);
	currentLevel(work.transaction).undo.push(() => {
		parent.referencedBy = parent.referencedBy.filter((one) => one !== referrer);
	});
}

function placeOf(table: Table, name: string): number {
	const place = columnNumber(table, name);
	if (place === -1) throw new SqlError('42703', `column "${name}" named in key does not exist`);
	return place;
}

function newIndex(work: Work, name: string, columns: number[], kind: Index['kind']): Index {
	const oid = work.shared.catalog.newOid();
	return {
		name,
		oid,
		columns,
		kind,
		predicate: null,
		entries: new Map(),
		createdBy: ownXid(work),
		droppedBy: 0
	};
}

/** `t_v_check`, `t_v_check1`, … as `ChooseRelationName` does. */
function freeName(table: Table, columns: readonly string[], label: string): string {
	const base = [table.name, ...columns, label].join('_');
	const taken = new Set([...table.checks, ...table.indexes, ...table.foreignKeys].map((one) => one.name));
	for (let i = 0; ; i++) {
		const name = i === 0 ? base : `${base}${i}`;
		if (!taken.has(name)) return name;
	}
}

export function* createIndex(statement: CreateIndexStatement, compiler: StatementCompiler): Waiting<void> {
	const { work } = compiler;
	const { shared, transaction } = work;
	if (statement.concurrently) throw notInThisModel('CREATE INDEX CONCURRENTLY');
	if (statement.using && statement.using.name !== 'btree')
		throw notInThisModel(`an index of kind ${statement.using.name}`);
	const table = shared.catalog.findTable(statement.table.name, transaction);
	if (!table) throw undefinedTable(statement.table.name);
	yield* lockFor(work, tableTag(table), 'ShareLock');
	const columns = statement.expressions.map(({ expression }) => {
		if (expression.type !== 'ref') throw notInThisModel('an index on an expression');
		const place = columnNumber(table, expression.name);
		if (place === -1) throw new SqlError('42703', `column "${expression.name}" does not exist`);
		return place;
	});
	const names = columns.map((column) => table.columns[column]?.name ?? '');
	const name = statement.indexName?.name ?? freeName(table, names, 'idx');
	if (shared.catalog.findIndex(name, transaction)) {
		if (!statement.ifNotExists) throw new SqlError('42P07', `relation "${name}" already exists`);
		work.session.notice({
			severity: 'NOTICE',
			code: '42P07',
			message: `relation "${name}" already exists, skipping`
		});
		return;
	}
	const index = newIndex(work, name, columns, statement.unique ? 'unique' : 'plain');
	if (statement.where) {
		const scope = { ...newScope(null), sources: [sourceOf(table, table.name)] };
		index.predicate = condition(compile(statement.where, scope, compiler), 'WHERE');
	}
	if (statement.unique) fillIndex(work, table, index);
	table.indexes.push(index);
}

function fillIndex(work: Work, table: Table, index: Index): void {
	const { log } = work.shared;
	const living = new Set<string>();
	for (const tuple of table.heap.tuples()) {
		const env = { work, rows: [{ values: tuple.values, tuple }], parent: null, aggregates: [] };
		const key = keyOf(index, tuple.values);
		if (key === null || (index.predicate && index.predicate.evaluate(env) !== true)) continue;
		const entries = index.entries.get(key);
		if (entries) entries.push(tuple);
		else index.entries.set(key, [tuple]);
		if (log.stateOf(tuple.xmin) === 'aborted' || changeOf(tuple, log) !== null) continue;
		if (living.has(key)) {
			const { fields } = duplicateKey(table, index, tuple.values);
			const detail = fields.detail?.replace('already exists', 'is duplicated');
			throw new SqlError('23505', `could not create unique index "${index.name}"`, { ...fields, detail });
		}
		living.add(key);
	}
}
