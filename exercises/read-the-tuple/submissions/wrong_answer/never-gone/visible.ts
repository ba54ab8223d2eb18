import type { Snapshot, StatusOf, Version } from './page.ts';

/* @misconception A version that was committed once stays there.
 * @fails "2. Who took it away > what was deleted is gone, and of what was changed the new version is there"
 * @message A version is still seen that was deleted or replaced. That it was committed once is half of the question: look at its xmax, too. */
/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	return hasHappened(version.xmin, snapshot, statusOf);
}

/** Whether what this transaction did is done, for whoever looks with this snapshot. */
function hasHappened(xid: number, { xmax, inProgress, own }: Snapshot, statusOf: StatusOf): boolean {
	if (xid === own) return true;
	if (xid >= xmax || inProgress.includes(xid)) return false;
	return statusOf(xid) === 'committed';
}
