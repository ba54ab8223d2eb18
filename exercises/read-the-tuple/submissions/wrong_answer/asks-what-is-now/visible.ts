import { HEAP_XMAX_LOCK_ONLY, type Snapshot, type StatusOf, type Version } from './page.ts';

/* @misconception Whether a transaction has committed is all there is to ask.
 * @fails "3. At the moment of the snapshot > a snapshot does not see what was committed after it"
 * @message The look saw what was committed only after its snapshot. The commit log tells how things are now, and the snapshot what it may know of that. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	if (!hasHappened(xmin, snapshot, statusOf)) return false;
	if (xmax === 0 || (infomask & HEAP_XMAX_LOCK_ONLY) !== 0) return true;
	return !hasHappened(xmax, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	return statusOf(xid) === 'committed';
}
