import { HEAP_XMAX_LOCK_ONLY, type Snapshot, type StatusOf, type Version } from './page.ts';

/* @misconception What is not committed is seen by nobody.
 * @fails "3. At the moment of the snapshot > a transaction sees what it did itself"
 * @message A transaction did not see its own change. It has not committed, and for itself that does not matter. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	if (!hasHappened(xmin, snapshot, statusOf)) return false;
	if (xmax === 0 || (infomask & HEAP_XMAX_LOCK_ONLY) !== 0) return true;
	return !hasHappened(xmax, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, inProgress }: Snapshot, statusOf: StatusOf): boolean {
	if (xid >= xmax || inProgress.includes(xid)) return false;
	return statusOf(xid) === 'committed';
}
