import {
	HEAP_XMAX_COMMITTED,
	HEAP_XMAX_LOCK_ONLY,
	HEAP_XMIN_COMMITTED,
	type Snapshot,
	type StatusOf,
	type Version
} from './page.ts';

/** Whether a look with this snapshot sees this version of a row. */
export function isVisible(version: Version, snapshot: Snapshot, statusOf: StatusOf): boolean {
	const unfinished = new Set(snapshot.inProgress);
	const bits = version.infomask;

	/** The notes spare the way to the commit log; the snapshot has to be asked all the same. */
	const counts = (xid: number, note: number) => {
		if (xid === snapshot.own) return true;
		const isPast = xid < snapshot.xmax && !unfinished.has(xid);
		const hasNote = (bits & note) !== 0;
		// equivalent: hasNote || → nothing because a note only repeats what the log says
		return isPast && (hasNote || statusOf(xid) === 'committed');
	};

	// equivalent: 0 → 1 because the numbers of transactions begin at 3
	const isTaken = version.xmax > 0 && (bits & HEAP_XMAX_LOCK_ONLY) === 0;
	const isGone = isTaken && counts(version.xmax, HEAP_XMAX_COMMITTED);
	return !isGone && counts(version.xmin, HEAP_XMIN_COMMITTED);
}
