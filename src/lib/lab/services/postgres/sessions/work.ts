import type { Catalog, Column } from './catalog.ts';
import type { LockHolder, LockManager, LockOwner } from './lock-manager.ts';
import type { LockTag } from './lock-manager.ts';
import type { Page } from './heap.ts';
import { transactionTag } from './catalog.ts';
import type { LockMode } from './lock-modes.ts';
import type { Settings } from './settings.ts';
import { SqlError } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import {
	currentLevel,
	type Level,
	type Snapshot,
	type Transaction,
	type TransactionLog
} from './transactions.ts';
import type { Predicates } from './serializable.ts';
import type { SqlRow } from './scope.ts';
import type { ServerMessage } from '../session.ts';

/** What all sessions share. */
export interface Shared {
	readonly log: TransactionLog;
	readonly locks: LockManager;
	readonly catalog: Catalog;
	readonly predicates: Predicates;
	/** Microseconds since 1970. */
	readonly nowMicros: () => number;
	readonly newMultixact: () => number;
	/** Of all sessions: before this number nobody needs old versions. */
	readonly horizon: () => number;
	readonly sessionOf: (processId: number) => WorkSession | null;
	readonly onHeapTouch: ((table: string, page: Page, columns: readonly Column[]) => void) | null;
}

export interface WorkSession extends LockHolder {
	readonly user: string;
	readonly database: string;
	readonly settings: Settings;
	/** Owner of what is held until the session ends. */
	readonly own: LockOwner;
	readonly notice: (message: ServerMessage) => void;
	/** The last value of each sequence this session has drawn, and of any. */
	readonly drawn: Map<string, bigint>;
	lastDrawn: bigint | null;
}

/** One statement at work: its session, its transaction and what it sees. */
export interface Work {
	readonly shared: Shared;
	readonly session: WorkSession;
	readonly transaction: Transaction;
	/** Null for what needs none, as LOCK TABLE. */
	snapshot: Snapshot | null;
	readonly parameters: readonly (string | null)[];
	readonly startedAtMicros: number;
	/** Rows of subselects that do not depend on the row around them. */
	readonly results: Map<object, SqlRow[]>;
}

export function snapshotOf(work: Work): Snapshot {
	if (work.snapshot === null) throw new Error('this statement has no snapshot');
	return work.snapshot;
}

/** The number its changes carry: the first write of a level takes one, and of the levels around it before. */
export function ownXid(work: Work): number {
	const { transaction } = work;
	const level = currentLevel(transaction);
	if (level.xid !== 0) return level.xid;
	let parent = 0;
	for (const one of transaction.levels) {
		if (one.xid === 0) assign(work, one, parent);
		parent = one.xid;
	}
	return level.xid;
}

function assign(work: Work, level: Level, parent: number): void {
	level.xid = work.shared.log.assign(work.transaction, parent);
	takeFree(work, level, transactionTag(level.xid), 'ExclusiveLock');
}

/** A lock nobody else can hold yet. */
function takeFree(work: Work, owner: LockOwner, tag: LockTag, mode: LockMode): void {
	const request = { holder: work.session, owner, tag, mode };
	work.shared.locks.acquire(request, false).next();
}

export function* lockFor(work: Work, tag: LockTag, mode: LockMode, mayWait = true): Waiting<boolean> {
	const request = { holder: work.session, owner: currentLevel(work.transaction), tag, mode };
	return yield* work.shared.locks.acquire(request, mayWait);
}

/** Waits until it has ended; of a savepoint's number then until what is around it has (`XactLockTableWait`). */
export function* waitForTransaction(work: Work, xid: number, where: string): Waiting<void> {
	const { log, locks } = work.shared;
	const owner = {};
	for (let at = xid; at !== 0 && log.isRunning(xid); at = log.parentOf(at)) {
		const tag = transactionTag(at);
		try {
			yield* locks.acquire({ holder: work.session, owner, tag, mode: 'ShareLock' }, true);
		} catch (error) {
			throw error instanceof SqlError ? error.within(where) : error;
		}
		locks.release(work.session, owner, tag, 'ShareLock');
	}
}
