import { HEAP_XMAX_LOCK_ONLY, type Snapshot, type StatusOf, type Version } from './page.ts';

/* @misconception A transaction with a lower number has ended earlier.
 * @fails "3. At the moment of the snapshot > who began earlier may end later"
 * @message The look saw a transaction that was in progress when the snapshot was taken. Numbers are given out when transactions begin to write, and tell nothing about when they end. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	if (!hasHappened(xmin, snapshot, statusOf)) return false;
	if (xmax === 0 || (infomask & HEAP_XMAX_LOCK_ONLY) !== 0) return true;
	return !hasHappened(xmax, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	if (xid >= xmax) return false;
	return statusOf(xid) === 'committed';
}
