import {
	HEAP_XMAX_COMMITTED,
	HEAP_XMAX_LOCK_ONLY,
	HEAP_XMIN_COMMITTED,
	type Snapshot,
	type StatusOf,
	type Version
} from './page.ts';

/* @misconception A commit writes itself onto the page.
 * @fails "1. Who made it > rows that were committed are there"
 * @message Rows are missing that were committed, and nobody had looked at them since. A commit changes no page: the bit is set by whoever asks the commit log first, so a missing bit says nothing. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, _statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	if (!hasHappened(xmin, snapshot, (infomask & HEAP_XMIN_COMMITTED) !== 0)) return false;
	if (xmax === 0 || (infomask & HEAP_XMAX_LOCK_ONLY) !== 0) return true;
	return !hasHappened(xmax, snapshot, (infomask & HEAP_XMAX_COMMITTED) !== 0);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, inProgress, own }: Snapshot, isCommitted: boolean): boolean {
	if (xid === own) return true;
	return isCommitted && xid < xmax && !inProgress.includes(xid);
}
