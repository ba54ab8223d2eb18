import {
	HEAP_XMAX_LOCK_ONLY,
	HEAP_XMIN_COMMITTED,
	type Snapshot,
	type StatusOf,
	type Version
} from './page.ts';

/* @misconception The bit HEAP_XMIN_COMMITTED says that the version is visible.
 * @fails "3. At the moment of the snapshot > a snapshot does not see what was committed after it"
 * @message The look saw a version that was inserted after its snapshot. The bit remembers an answer of the commit log, so that nobody has to ask again; the snapshot has to be asked all the same. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	const isNoted = (infomask & HEAP_XMIN_COMMITTED) !== 0;
	if (!isNoted && !hasHappened(xmin, snapshot, statusOf)) return false;
	if (xmax === 0 || (infomask & HEAP_XMAX_LOCK_ONLY) !== 0) return true;
	return !hasHappened(xmax, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, inProgress, own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	if (xid >= xmax || inProgress.includes(xid)) return false;
	return statusOf(xid) === 'committed';
}
