import type { Result } from '../session.ts';
import { tableTag } from './catalog.ts';
import type { Control, TransactionOptions } from './control-statements.ts';
import type { ServerSession, Surroundings } from './session.ts';
import { changeSetting, defaultIsolation, shownSetting } from './settings.ts';
import { shownFor } from './session-functions.ts';
import { notInThisModel, SqlError, undefinedTable } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { currentLevel } from './transactions.ts';
import { vacuumTable } from './vacuum.ts';
import { lockFor } from './work.ts';
import { TYPE_OIDS } from './values.ts';

/** Runs a statement about transactions, settings, locks, VACUUM or notifications. */
export function* runControl(
	command: Control,
	session: ServerSession,
	surroundings: Surroundings & { isOneOfMany: boolean }
): Waiting<Result> {
	switch (command.kind) {
		case 'begin':
			begin(session, command.options);
			return tag(command.tag);
		case 'commit':
		case 'rollback':
			return endTransaction(command.kind, session);
		case 'savepoint':
		case 'release':
		case 'rollback to':
			return savepoint(command, session);
		case 'set transaction':
			setTransaction(session, command.options, command.forSession);
			return tag('SET');
		case 'set':
			changeOne(session, command);
			return tag(command.tag);
		case 'show':
			return show(session, command.name);
		case 'lock':
			yield* lockTables(session, command);
			return tag('LOCK TABLE');
		case 'vacuum':
			yield* vacuum(session, command, surroundings);
			return tag('VACUUM');
		case 'listen':
			surroundings.notifications.listen(session.processId, command.channel);
			return tag('LISTEN');
		case 'unlisten':
			surroundings.notifications.unlisten(session.processId, command.channel);
			return tag('UNLISTEN');
		case 'notify': {
			const { transaction } = session.workWithoutSnapshot();
			currentLevel(transaction).notifications.push({ channel: command.channel, payload: command.payload });
			if (session.control.block === 'none' && !surroundings.isOneOfMany) session.control.commit();
			return tag('NOTIFY');
		}
	}
}

function tag(command: string): Result {
	return { command, rowCount: null, fields: [], rows: [] };
}

function warn(session: ServerSession, code: string, message: string): void {
	session.notice({ severity: 'WARNING', code, message });
}

function begin(session: ServerSession, { isolation, isReadOnly }: TransactionOptions): void {
	const { control } = session;
	if (control.block !== 'none') {
		warn(session, '25001', 'there is already a transaction in progress');
		if (isolation !== null || isReadOnly !== null) setTransaction(session, { isolation, isReadOnly }, false);
		return;
	}
	control.begin(isolation ?? defaultIsolation(session.settings), isReadOnly ?? false);
	control.block = 'open';
}

function endTransaction(kind: 'commit' | 'rollback', session: ServerSession): Result {
	const { control } = session;
	if (control.block === 'none') {
		warn(session, '25P01', 'there is no transaction in progress');
		if (control.current !== null) {
			if (kind === 'commit') control.commit();
			else control.rollback();
		}
		return tag(kind.toUpperCase());
	}
	if (kind === 'rollback' || control.block === 'failed') {
		control.rollback();
		return tag('ROLLBACK');
	}
	control.block = 'none';
	control.commit();
	return tag('COMMIT');
}

function savepoint(
	command: Control & { kind: 'savepoint' | 'release' | 'rollback to' },
	session: ServerSession
): Result {
	const { control } = session;
	const words =
		command.kind === 'release'
			? 'RELEASE SAVEPOINT'
			: command.kind === 'savepoint'
				? 'SAVEPOINT'
				: 'ROLLBACK TO SAVEPOINT';
	if (control.block === 'none') {
		throw new SqlError('25P01', `${words} can only be used in transaction blocks`);
	}
	if (command.kind === 'savepoint') control.savepoint(command.name);
	else if (command.kind === 'release') control.release(command.name);
	else control.rollbackTo(command.name);
	return tag(command.kind === 'rollback to' ? 'ROLLBACK' : command.kind.toUpperCase());
}

function setTransaction(session: ServerSession, options: TransactionOptions, forSession: boolean): void {
	const { control } = session;
	if (forSession) {
		if (options.isReadOnly !== null) throw notInThisModel('a session that only reads');
		if (options.isolation)
			changeSetting(session.settings, 'default_transaction_isolation', options.isolation);
		return;
	}
	const transaction = control.current;
	if (control.block === 'none' || transaction === null) {
		warn(session, '25P01', 'SET TRANSACTION can only be used in transaction blocks');
		return;
	}
	if (options.isolation !== null && options.isolation !== transaction.isolation) {
		if (transaction.snapshot !== null) {
			throw new SqlError('25001', 'SET TRANSACTION ISOLATION LEVEL must be called before any query');
		}
		if (transaction.levels.length > 1) {
			throw new SqlError('25001', 'SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction');
		}
		transaction.isolation = options.isolation;
	}
	if (options.isReadOnly === null) return;
	if (!options.isReadOnly && transaction.isReadOnly && transaction.snapshot !== null) {
		throw new SqlError('25001', 'transaction read-write mode must be set before any query');
	}
	transaction.isReadOnly = options.isReadOnly;
}

function changeOne(session: ServerSession, { name, value, isLocal }: Control & { kind: 'set' }): void {
	const change = () => changeSetting(session.settings, name, value);
	if (!isLocal) change();
	else if (session.control.block === 'none') {
		warn(session, '25P01', 'SET LOCAL can only be used in transaction blocks');
	} else session.setLocally(change);
}

function show(session: ServerSession, name: string): Result {
	const { current } = session.control;
	const isolation = name === 'transaction_isolation' && current === null;
	const value = isolation
		? defaultIsolation(session.settings)
		: current === null
			? shownSetting(session.settings, name)
			: shownFor(session.settings, current, name);
	const field = { name, dataTypeID: TYPE_OIDS.text, tableID: 0, columnID: 0 };
	return { command: 'SHOW', rowCount: null, fields: [field], rows: [[value]] };
}

function* lockTables(session: ServerSession, command: Control & { kind: 'lock' }): Waiting<void> {
	if (session.control.block === 'none') {
		throw new SqlError('25P01', 'LOCK TABLE can only be used in transaction blocks');
	}
	const work = session.workWithoutSnapshot();
	for (const name of command.tables) {
		const table = work.shared.catalog.findTable(name, work.transaction);
		if (!table) throw undefinedTable(name);
		const isLocked = yield* lockFor(work, tableTag(table), command.mode, command.mayWait);
		if (!isLocked) throw new SqlError('55P03', `could not obtain lock on relation "${name}"`);
	}
}

function* vacuum(
	session: ServerSession,
	command: Control & { kind: 'vacuum' },
	{ isOneOfMany }: { isOneOfMany: boolean }
): Waiting<void> {
	if (session.control.block !== 'none' || isOneOfMany) {
		throw new SqlError('25001', 'VACUUM cannot run inside a transaction block');
	}
	if (command.isFull) throw notInThisModel('VACUUM FULL');
	const work = session.workWithoutSnapshot();
	const { catalog } = work.shared;
	const names = command.tables.length > 0 ? command.tables : catalog.tables.map((table) => table.name);
	for (const name of names) {
		const table = catalog.findTable(name, work.transaction);
		if (!table && command.tables.length > 0) throw undefinedTable(name);
		if (table) yield* vacuumTable(work, table, command.isVerbose);
	}
	session.control.commit();
}
