import { tupleTag, type Table } from './catalog.ts';
import { changeOf, tidText, type Mark, type Tuple } from './heap.ts';
import { isAtLeast, rowLocksConflict, tupleLockMode, type RowLockMode } from './lock-modes.ts';
import { SqlError } from './sql-error.ts';
import type { Waiting } from './suspension.ts';
import { ownXid, waitForTransaction, type Work } from './work.ts';

export type WaitPolicy = 'wait' | 'nowait' | 'skip locked';
export type LockOutcome = 'free' | 'updated' | 'deleted' | 'skipped' | 'changed by itself';

/**
 * Waits until nobody holds the row in conflict with `mode`, as `heap_update` and `heap_lock_tuple` do:
 * who has to wait first queues for a lock on the tuple, so that the first to come is the first to get it.
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/access/heap/README.tuplock
 */
export function* untilFree(
	work: Work,
	table: Table,
	tuple: Tuple,
	wish: { mode: RowLockMode; policy: WaitPolicy; doing: 'updating' | 'deleting' | 'locking' }
): Waiting<LockOutcome> {
	const { log, locks } = work.shared;
	const tag = tupleTag(table, tuple);
	const owner = {};
	const where = `while ${wish.doing} tuple ${tidText(tuple)} in relation "${table.name}"`;
	let isQueued = false;
	try {
		for (;;) {
			const change = changeOf(tuple, log);
			if (change && log.isOwn(change.xid, work.transaction)) return 'changed by itself';
			if (change && !log.isRunning(change.xid)) {
				const isHarmless = wish.doing === 'locking' && wish.mode === 'key share' && change.mode !== 'update';
				if (!isHarmless) return change.change === 'update' ? 'updated' : 'deleted';
			}
			const running = tuple.marks.filter((mark) => log.isRunning(mark.xid));
			const own = running.filter((mark) => log.isOwn(mark.xid, work.transaction));
			if (wish.doing === 'locking' && own.some((mark) => isAtLeast(mark.mode, wish.mode))) return 'free';
			const others = running.filter((mark) => !own.includes(mark) && rowLocksConflict(mark.mode, wish.mode));
			if (others.length === 0) return 'free';
			if (own.length === 0 && !isQueued) {
				const request = { holder: work.session, owner, tag, mode: tupleLockMode(wish.mode) };
				isQueued = yield* locks.acquire(request, wish.policy === 'wait');
			}
			if (wish.policy === 'skip locked') return 'skipped';
			if (wish.policy === 'nowait') throw rowNotFree(table);
			for (const mark of others) yield* waitForTransaction(work, mark.xid, where);
		}
	} finally {
		locks.releaseOwner(owner);
	}
}

function rowNotFree(table: Table): SqlError {
	return new SqlError('55P03', `could not obtain lock on row in relation "${table.name}"`);
}

/** Locks the version, or says why not. */
export function* lockTuple(
	work: Work,
	table: Table,
	tuple: Tuple,
	wish: { mode: RowLockMode; policy: WaitPolicy }
): Waiting<LockOutcome> {
	const outcome = yield* untilFree(work, table, tuple, { ...wish, doing: 'locking' });
	if (outcome !== 'free') return outcome;
	const isUpdated = changeOf(tuple, work.shared.log)?.change === 'update';
	const later = isUpdated ? yield* lockUpdated(work, table, tuple.next, wish.mode) : outcome;
	if (later === 'free') markTuple(work, table, tuple, { mode: wish.mode, change: 'none' });
	return later;
}

/**
 * A lock that an update does not hinder counts for the versions after it too; here the server waits even
 * when it was told not to (`heap_lock_updated_tuple`).
 */
function* lockUpdated(
	work: Work,
	table: Table,
	first: Tuple | null,
	mode: RowLockMode
): Waiting<LockOutcome> {
	const { log } = work.shared;
	for (let tuple = first; tuple !== null; tuple = tuple.next) {
		if (log.stateOf(tuple.xmin) === 'aborted') return 'free';
		for (const mark of tuple.marks) {
			if (log.isOwn(mark.xid, work.transaction) || !rowLocksConflict(mark.mode, mode)) continue;
			const where = `while locking updated version ${tidText(tuple)} of tuple in relation "${table.name}"`;
			yield* waitForTransaction(work, mark.xid, where);
		}
		const change = changeOf(tuple, log);
		if (change && !log.isRunning(change.xid) && rowLocksConflict(change.mode, mode)) {
			return change.change === 'update' ? 'updated' : 'deleted';
		}
		markTuple(work, table, tuple, { mode, change: 'none' });
		if (change === null) return 'free';
	}
	return 'free';
}

/**
 * READ COMMITTED goes on with the newest version of a row that has changed under it, and locks that one;
 * null when the row has gone, `skipped` when it may not wait (`heapam_tuple_lock` with FIND_LAST_VERSION).
 */
export function* lockNewest(
	work: Work,
	table: Table,
	from: Tuple,
	wish: { mode: RowLockMode; policy: WaitPolicy }
): Waiting<Tuple | null> {
	const { log } = work.shared;
	let tuple = from.next;
	while (tuple !== null) {
		const change = changeOf(tuple, log);
		if (change && log.isOwn(change.xid, work.transaction)) return null;
		if (change && log.isRunning(change.xid)) {
			if (wish.policy === 'skip locked') return null;
			if (wish.policy === 'nowait') throw rowNotFree(table);
			const where = `while rechecking updated tuple ${tidText(tuple)} in relation "${table.name}"`;
			yield* waitForTransaction(work, change.xid, where);
			continue;
		}
		if (change) {
			if (change.change === 'delete') return null;
			tuple = tuple.next;
			continue;
		}
		const outcome = yield* lockTuple(work, table, tuple, wish);
		if (outcome === 'free') return tuple;
		if (outcome === 'skipped' || outcome === 'changed by itself') return null;
	}
	return null;
}

/** Writes the own mark into `xmax`, beside those of others who still run (a multixact then). */
export function markTuple(
	work: Work,
	table: Table,
	tuple: Tuple,
	{ mode, change }: Pick<Mark, 'mode' | 'change'>
): void {
	const { log } = work.shared;
	const xid = ownXid(work);
	const own = tuple.marks.find((mark) => mark.xid === xid);
	if (change === 'none' && own && isAtLeast(own.mode, mode)) return;
	const others = tuple.marks.filter(
		(mark) =>
			mark.xid !== xid &&
			(log.isRunning(mark.xid) || (mark.change !== 'none' && log.stateOf(mark.xid) === 'committed'))
	);
	const strongest = own && isAtLeast(own.mode, mode) ? own.mode : mode;
	tuple.marks = [...others, { xid, mode: strongest, change }];
	tuple.isMulti = others.length > 0;
	tuple.xmax = tuple.isMulti ? work.shared.newMultixact() : xid;
	if (change !== 'none') tuple.cmax = work.transaction.command;
	table.heap.touch(tuple);
}
