import { HEAP_XMAX_LOCK_ONLY, type Snapshot, type StatusOf, type Version } from './page.ts';

/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	// equivalent: return false; → return; because nothing counts as false
	if (!hasHappened(xmin, snapshot, statusOf)) return false;
	if (xmax === 0 || (infomask & HEAP_XMAX_LOCK_ONLY) !== 0) return true;
	return !hasHappened(xmax, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, inProgress, own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	// equivalent: return false; → return; because nothing counts as false
	if (xid >= xmax || inProgress.includes(xid)) return false;
	return statusOf(xid) === 'committed';
}
