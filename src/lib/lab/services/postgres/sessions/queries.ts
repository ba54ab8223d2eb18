import type { Statement as Parsed, WithStatement } from 'pgsql-ast-parser';
import type { Result } from '../session.ts';
import { tableTag } from './catalog.ts';
import { createIndex, createTable } from './define.ts';
import { compileInsert } from './insert.ts';
import type { LockMode } from './lock-modes.ts';
import { newCompiler, type Plan, type StatementCompiler } from './plan.ts';
import { drop, truncate } from './remove.ts';
import { compileSelect } from './select.ts';
import type { QueryCommand } from './statements.ts';
import { notInThisModel, SqlError, undefinedTable } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { compileDelete, compileUpdate } from './update.ts';
import { TYPE_OIDS, valueText } from './values.ts';
import { lockFor, type Work } from './work.ts';

/** Runs what the parser has read: locks its tables, takes a snapshot, makes it ready, runs it. */
export function* runQuery(work: Work, command: QueryCommand, takeSnapshot: () => void): Waiting<Result> {
	const { parsed } = command;
	if (work.transaction.isReadOnly && !isReading(parsed)) {
		throw new SqlError('25006', `cannot execute ${verbOf(parsed)} in a read-only transaction`);
	}
	for (const [name, mode] of tablesOf(parsed)) {
		const table = work.shared.catalog.findTable(name, work.transaction);
		if (!table) continue;
		yield* lockFor(work, tableTag(table), mode);
		if (!work.shared.catalog.findTable(name, work.transaction)) throw undefinedTable(name);
	}
	takeSnapshot();
	const compiler = newCompiler(work, command, compileSelect);
	const changed = yield* changeSchema(parsed, compiler);
	if (changed !== null) return { command: changed, rowCount: null, fields: [], rows: [] };
	const plan = planOf(parsed, compiler);
	for (const { key, plan: before } of compiler.first) {
		work.results.set(key, (yield* before.run(work, null)).rows);
	}
	const { rows, count } = yield* plan.run(work, null);
	return {
		command: verbOf(parsed),
		rowCount: count,
		fields: plan.columns.map(({ name, type, tableID, columnID }) => ({
			...{ name, dataTypeID: TYPE_OIDS[type], tableID, columnID }
		})),
		rows: returnsRows(plan)
			? rows.map((row) => row.values.map((value, i) => valueText(value, plan.columns[i]?.type ?? 'text')))
			: []
	};
}

/** Without RETURNING a change has no rows. */
function returnsRows(plan: Plan): boolean {
	return plan.columns.length > 0;
}

function* changeSchema(parsed: Parsed, compiler: StatementCompiler): Waiting<string | null> {
	switch (parsed.type) {
		case 'create table':
			yield* createTable(parsed, compiler);
			return 'CREATE TABLE';
		case 'create index':
			yield* createIndex(parsed, compiler);
			return 'CREATE INDEX';
		case 'drop table':
		case 'drop index':
			yield* drop(parsed, compiler.work);
			return parsed.type.toUpperCase();
		case 'truncate table':
			yield* truncate(parsed, compiler.work);
			return 'TRUNCATE TABLE';
		default:
			return null;
	}
}

function planOf(parsed: Parsed, compiler: StatementCompiler): Plan {
	switch (parsed.type) {
		case 'select':
		case 'values':
		case 'union':
		case 'union all':
			return compileSelect(parsed, null, compiler);
		case 'insert':
			return compileInsert(parsed, compiler);
		case 'update':
			return compileUpdate(parsed, compiler);
		case 'delete':
			return compileDelete(parsed, compiler);
		case 'with':
			return withPlan(parsed, compiler);
		default:
			throw notInThisModel(parsed.type.toUpperCase());
	}
}

/** Each part runs before the statement that uses it, with the same snapshot. */
function withPlan(parsed: WithStatement, compiler: StatementCompiler): Plan {
	for (const { alias, statement } of parsed.bind) {
		const plan = planOf(statement, compiler);
		compiler.first.push({ key: plan, plan });
		compiler.named.set(alias.name, { columns: plan.columns, key: plan });
	}
	return planOf(parsed.in, compiler);
}

function verbOf(parsed: Parsed): string {
	if (parsed.type === 'with') return verbOf(parsed.in);
	const isSelect = parsed.type === 'values' || parsed.type === 'union' || parsed.type === 'union all';
	return isSelect ? 'SELECT' : parsed.type.toUpperCase();
}

function isReading(parsed: Parsed): boolean {
	if (parsed.type === 'with')
		return isReading(parsed.in) && parsed.bind.every((one) => isReading(one.statement));
	return verbOf(parsed) === 'SELECT' && !('for' in parsed && parsed.for);
}

/** Every table a statement names, with the lock PostgreSQL takes on it, in the order they are written. */
function tablesOf(parsed: Parsed): Map<string, LockMode> {
	const found = new Map<string, LockMode>();
	const add = (name: string, mode: LockMode) => {
		if (found.get(name) !== 'RowExclusiveLock') found.set(name, mode);
	};
	const visit = (node: unknown, mode: LockMode): void => {
		if (Array.isArray(node)) for (const one of node) visit(one, mode);
		if (!isNode(node)) return;
		const target =
			node['type'] === 'insert' ? node['into'] : node['type'] === 'update' ? node['table'] : node['from'];
		const changes = node['type'] === 'insert' || node['type'] === 'update' || node['type'] === 'delete';
		if (changes && isNode(target)) add(String(target['name']), 'RowExclusiveLock');
		if (node['type'] === 'table' && isNode(node['name'])) add(String(node['name']['name']), mode);
		const inner =
			node['type'] === 'select' && node['for']
				? 'RowShareLock'
				: node['type'] === 'select'
					? 'AccessShareLock'
					: mode;
		for (const [key, value] of Object.entries(node)) if (key !== '_location') visit(value, inner);
	};
	if (
		!parsed.type.startsWith('create') &&
		!parsed.type.startsWith('drop') &&
		parsed.type !== 'truncate table'
	) {
		visit(parsed, 'AccessShareLock');
	}
	return found;
}

function isNode(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
