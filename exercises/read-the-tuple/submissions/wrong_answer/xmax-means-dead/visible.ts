import type { Snapshot, StatusOf, Version } from './page.ts';

/* @misconception A version that has an xmax is a deleted one.
 * @fails "2. Who took it away > a row whose deleter rolled back, or is still in progress, is there"
 * @message A row is missing that nobody has deleted. Its xmax is a transaction that was rolled back; what it wrote into the page stays there and means nothing. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	if (!hasHappened(xmin, snapshot, statusOf)) return false;
	return xmax === 0;
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, inProgress, own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	if (xid >= xmax || inProgress.includes(xid)) return false;
	return statusOf(xid) === 'committed';
}
