import { HEAP_XMAX_LOCK_ONLY, type Snapshot, type StatusOf, type Version } from './page.ts';

/* @misconception Whoever is not on the list of those in progress has ended.
 * @fails "3. At the moment of the snapshot > a snapshot does not see what was committed after it"
 * @message The look saw a transaction that had not begun when the snapshot was taken. Nobody could put it on the list then; that is what the upper bound of a snapshot is for. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	if (!hasHappened(xmin, snapshot, statusOf)) return false;
	if (xmax === 0 || (infomask & HEAP_XMAX_LOCK_ONLY) !== 0) return true;
	return !hasHappened(xmax, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { inProgress, own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	if (inProgress.includes(xid)) return false;
	return statusOf(xid) === 'committed';
}
