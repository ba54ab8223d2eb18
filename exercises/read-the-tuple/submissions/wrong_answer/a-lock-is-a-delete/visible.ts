import type { Snapshot, StatusOf, Version } from './page.ts';

/* @misconception Only a transaction that deletes writes itself into xmax.
 * @fails "2. Who took it away > a row that was only locked is there"
 * @message A row is missing that somebody locked and did not change. SELECT … FOR UPDATE writes its transaction into xmax, too, and a bit of the infomask tells which of the two it was. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const { xmin, xmax, infomask } = version;
	if (!hasHappened(xmin, snapshot, statusOf)) return false;
	if (xmax === 0) return true;
	return !hasHappened(xmax, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, inProgress, own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	if (xid >= xmax || inProgress.includes(xid)) return false;
	return statusOf(xid) === 'committed';
}
