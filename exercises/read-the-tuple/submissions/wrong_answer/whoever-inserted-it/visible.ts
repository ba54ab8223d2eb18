import { HEAP_XMAX_LOCK_ONLY, type Snapshot, type StatusOf, type Version } from './page.ts';

/* @misconception What stands in the page has been inserted.
 * @fails "1. Who made it > a row whose inserter rolled back is not there"
 * @message A row appears that was never committed. Rolling back takes nothing out of a page: whether the inserter committed stands in the commit log. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmax, infomask } = version;
	if (xmax === 0 || (infomask & HEAP_XMAX_LOCK_ONLY) !== 0) return true;
	return !hasHappened(xmax, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, inProgress, own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	if (xid >= xmax || inProgress.includes(xid)) return false;
	return statusOf(xid) === 'committed';
}
